//! What the number is and is not, and where it comes from.

use yew::{Html, html};

/// The end of the page, which is `site` away from the site's own.
pub fn view(site: &str) -> Html {
    html! {
        <footer>
            <p>
                <a href={[site, "methods/"].concat()}>{ "Every formula, its limits, the objections to it and the sources" }</a>
                { ". This is arithmetic on the assumptions above, not a forecast. It counts people who are alive now, and \
                   expected deaths are not the only thing that matters. The page takes no side on what the risk is." }
            </p>
            <p>
                { "The default, 1% for each tenfold increase, is the floor that a commenter of October 2023 would not \
                   rule out, not an estimate: " }
                <a href="https://www.lesswrong.com/posts/mcnWZBnbeDz7KKtjJ">{ "“RSPs are pauses done right”, LessWrong" }</a>
                { ". World population: UN World Population Prospects 2024, medium variant. Growth of training compute: \
                   Epoch AI 2024, four to five times a year." }
            </p>
        </footer>
    }
}

/// The end of an embed: the way to the page with the same scenario, where the site is known.
pub fn embedded(query: &str, site: &str) -> Html {
    let href = if query.is_empty() { site.into() } else { [site, "?", query].concat() };
    html! {
        <footer>
            <p>
                if !site.is_empty() { <a {href} target="_blank" rel="noopener">{ "Open the full calculator" }</a> }
            </p>
        </footer>
    }
}
