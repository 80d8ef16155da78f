//! The element at home in pages of other people: a table of hosts, each of a kind that breaks what is put into it, and one
//! harness that opens each of them and looks at the number, the width, the keys and what axe finds.

use std::{fs, ops::RangeInclusive};

use acceptance::{Engine, Page, Result, Server, key, node_packages, repository};
use anyhow::{Context as _, ensure};
use serde_json::{Value, json};

use crate::hosts::{self, post, serve_post};
use crate::node;

acceptance::tests! {
    InEveryBrowser => [
        the_element_is_at_home_in_every_host,
        posts_in_mdx_and_components_of_vue_work_as_the_guide_writes_them,
        isolated_hosts_take_frame_and_element,
    ],
    Except(&[Firefox, WebKit], "a rule about the document, which is the same in every engine") => [
        axe_finds_no_second_main_part_of_frames_and_elements,
    ],
}

/// A page with the calculator in it, `<calculator>` in its body being the element of a post.
struct Host {
    /// Its kind.
    name: &'static str,
    /// What its `html` has: a language, a direction.
    html: &'static str,
    /// What it has in its head: its theme.
    head: &'static str,
    body: &'static str,
    /// What is done until the calculator can be seen.
    open: &'static str,
    /// The widths that the element may have in a window of 1280 pixels.
    width: RangeInclusive<f64>,
    /// What must be the same after the keys: where the host is, and what its shortcuts have done.
    state: &'static str,
}

/// A page that asks for nothing.
const PLAIN: Host = Host {
    name: "a plain page",
    html: "lang=\"en\"",
    head: "",
    body: "<calculator>",
    open: "",
    width: 1200.0..=1280.0,
    state: "0",
};

/// Room that is as wide as what is in it.
const FITTING: RangeInclusive<f64> = 560.0..=1280.0;

/// A theme that sets everything that text has and passes on.
const TEXT: &str = "<style>.post { white-space: nowrap; text-align: right; text-transform: uppercase; letter-spacing: 4px;
    word-spacing: 9px; word-break: break-all; overflow-wrap: anywhere; text-indent: 60px; text-shadow: 2px 2px red;
    hyphens: auto; user-select: none; cursor: wait; line-height: 3; font: italic bold small-caps 30px/3 monospace;
    font-stretch: expanded; list-style: square; color: red; tab-size: 20; quotes: none; border-spacing: 9px;
    border-collapse: collapse; caption-side: bottom; fill: red; stroke: red; -webkit-text-stroke: 1px red;
    -webkit-text-fill-color: lime; text-decoration: underline; text-emphasis: dot; line-break: anywhere;
    font-variant-numeric: oldstyle-nums; text-rendering: optimizeSpeed; font-kerning: none; word-break: break-all }</style>";

const HOSTS: [Host; 24] = [
    PLAIN,
    Host {
        name: "a theme whose text is set in everything",
        head: TEXT,
        body: "<div class=\"post\"><calculator></div>",
        ..PLAIN
    },
    Host {
        name: "a legacy theme",
        head: "<style>* { box-sizing: content-box; float: left; margin: 0; padding: 2px; line-height: 2 }</style>",
        width: FITTING,
        ..PLAIN
    },
    Host {
        name: "a post in Arabic",
        html: "lang=\"ar\" dir=\"rtl\"",
        body: "<p>منشور</p><calculator>",
        ..PLAIN
    },
    Host {
        name: "a post in Japanese, set from above to below",
        html: "lang=\"ja\"",
        head: "<style>.post { writing-mode: vertical-rl; word-break: keep-all; line-break: strict; height: 900px }</style>",
        body: "<div class=\"post\"><p>投稿</p><calculator></div>",
        width: FITTING,
        ..PLAIN
    },
    Host {
        name: "a dialog",
        body: "<dialog id=\"host\" aria-label=\"A dialog\"><calculator></dialog>",
        open: "document.getElementById('host').showModal()",
        width: FITTING,
        ..PLAIN
    },
    Host {
        name: "a popover",
        body: "<div id=\"host\" popover><calculator></div>",
        open: "document.getElementById('host').showPopover()",
        width: FITTING,
        ..PLAIN
    },
    Host {
        name: "a cell of a table",
        body: "<table><tbody><tr><td>One</td><td><calculator></td><td>Three</td></tr></tbody></table>",
        width: FITTING,
        ..PLAIN
    },
    Host { name: "a float", body: "<div style=\"float: left\"><calculator></div>", width: FITTING, ..PLAIN },
    Host {
        name: "an inline block",
        body: "<div style=\"display: inline-block\"><calculator></div>",
        width: FITTING,
        ..PLAIN
    },
    Host {
        name: "a box as wide as its content",
        body: "<div style=\"width: fit-content\"><calculator></div>",
        width: FITTING,
        ..PLAIN
    },
    Host {
        name: "a box as narrow as its content",
        body: "<div style=\"width: min-content\"><calculator></div>",
        width: FITTING,
        ..PLAIN
    },
    Host {
        name: "a box that has a place",
        body: "<div style=\"position: absolute; left: 20px\"><calculator></div>",
        width: FITTING,
        ..PLAIN
    },
    Host { name: "a row", body: "<div style=\"display: flex\"><calculator></div>", ..PLAIN },
    Host {
        name: "a row with a neighbour, centred",
        body: "<div style=\"display: flex; align-items: center; justify-content: center\"><p>Beside it.</p><calculator></div>",
        width: 1000.0..=1280.0,
        ..PLAIN
    },
    Host {
        name: "columns of a page builder",
        head: "<style>.row { display: flex; flex-wrap: wrap } .column { flex: 0 0 50%; max-width: 50%; padding: 15px }
            .grid { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); justify-items: start }</style>",
        body: "<div class=\"row\"><div class=\"column\"><div class=\"grid\" style=\"grid-template-columns: 1fr\"><calculator></div></div>
            <div class=\"column\"><p>The other one.</p></div></div>",
        width: 560.0..=640.0,
        ..PLAIN
    },
    Host {
        name: "a column of text",
        head: "<style>main { columns: 2 }</style>",
        width: 560.0..=640.0,
        ..PLAIN
    },
    Host {
        name: "a deck",
        head: "<style>main { height: 900px } h1 { position: absolute }</style><link rel=\"stylesheet\" href=\"npm/reveal.js/dist/reveal.css\">
            <script type=\"module\">import Reveal from './npm/reveal.js/dist/reveal.mjs';
            window.deck = new Reveal({ embedded: false, transition: 'none' }); deck.initialize()</script>",
        body: "<div class=\"reveal\"><div class=\"slides\"><section><h2>One</h2></section><section><calculator></section>
            <section><h2>Three</h2></section></div></div>",
        open: "if (!window.deck?.isReady()) return false; deck.slide(1)",
        width: 560.0..=1280.0,
        state: "[deck.getIndices().h, deck.isOverview(), deck.isPaused()]",
        ..PLAIN
    },
    Host {
        name: "a carousel",
        head: "<link rel=\"stylesheet\" href=\"npm/swiper/swiper-bundle.css\">
            <script type=\"module\">import Swiper from './npm/swiper/swiper-bundle.mjs';
            window.swiper = new Swiper('.swiper', { keyboard: { enabled: true, onlyInViewport: false }, speed: 0 })</script>",
        body: "<div class=\"swiper\"><div class=\"swiper-wrapper\"><div class=\"swiper-slide\"><calculator></div>
            <div class=\"swiper-slide\">Two</div></div></div>",
        open: "if (!window.swiper) return false",
        state: "swiper.activeIndex",
        ..PLAIN
    },
    Host {
        name: "a page with shortcuts of letters",
        head: "<script type=\"module\">import { install } from './npm/@github/hotkey/dist/index.js';
            window.pressed = 0; for (const one of document.querySelectorAll('[data-hotkey]')) install(one)</script>",
        body: "<button data-hotkey=\"i,n,1,0,ArrowRight,Enter\" onclick=\"pressed += 1\">Do it</button><calculator>",
        open: "if (window.pressed === undefined) return false",
        state: "pressed",
        ..PLAIN
    },
    Host {
        name: "a page with shortcuts of all keys",
        head: "<script type=\"module\">import hotkeys from './npm/hotkeys-js/dist/hotkeys-js.js';
            window.pressed = 0; hotkeys('*', { keyup: true, keydown: true }, () => { pressed += 1 })</script>",
        open: "if (window.pressed === undefined) return false",
        state: "pressed",
        ..PLAIN
    },
    Host {
        name: "two calculators in a post, with attributes that frameworks add",
        body: "<h2>One</h2><calculator><h3>Two</h3><expected-harm risk=\"0.02\" classname=\"a\" draggable=\"false\"
            accesskey=\"z\" width=\"600\" hx-get=\"/x\" x-data=\"{}\" v-cloak ng-if=\"a\" wire:id=\"b\" key=\"c\" :class=\"d\"
            @click=\"e\" _ngcontent-abc data-v-1 aria-label=\"Two\" contenteditable=\"false\" spellcheck=\"false\" loading=\"lazy\"
            align=\"center\" jsaction=\"f\" on:click=\"g\" client:load></expected-harm>",
        ..PLAIN
    },
    Host {
        name: "React",
        head: "<script type=\"module\" src=\"script.js\"></script>",
        body: "<div id=\"root\"></div>",
        open: "if (!document.getElementById('one')) return false",
        ..PLAIN
    },
    Host {
        name: "an element in a frame of the page's own",
        html: "lang=\"en\" class=\"moves\"",
        body: "<div style=\"width: 700px\"><calculator></div>",
        width: 690.0..=700.0,
        ..PLAIN
    },
];

const CALCULATOR: &str =
    "<expected-harm id=\"one\" risk=\"0.02\"><a href=\"site/\">160 million, as a link.</a></expected-harm>";

/// How React writes the same.
const REACT: &str = "import { createRoot } from 'react-dom/client';
    const onInput = () => {};
    createRoot(document.getElementById('root')).render(
        <expected-harm id='one' risk='0.02' key='x' className='wide' onInput={onInput} suppressHydrationWarning>
            <a href='site/'>160 million</a>
        </expected-harm>);";

/// What software for Node makes of a text.
fn made(software: &str, text: &str) -> Result<String> {
    Ok(node(software, &[text.to_owned()])?.concat())
}

/// Something inside of the first calculator: `$` finds the first element of a selector there.
fn inside(page: &Page, script: &str) -> Result<Value> {
    let script = format!(
        "const one = document.getElementById('one'), $ = (css) => one?.shadowRoot?.querySelector(css) ?? null; {script}"
    );
    page.run(&script, &[])
}

fn number(page: &Page) -> Result<Value> {
    inside(page, "return $('.headline .number')?.innerText ?? ''")
}

fn lines(all: &Value) -> Vec<String> {
    all.as_array().into_iter().flatten().filter_map(|line| Some(line.as_str()?.to_owned())).collect()
}

/// What is wrong with the layout inside of the calculator: what is wider than it, or outside of it.
const MISPLACED: &str = "
    const wrong = [], box = one.getBoundingClientRect();
    for (const part of one.shadowRoot.querySelectorAll('button, input, select, summary, .headline, .sum, p, figure, svg.chart')) {
        if (!part.checkVisibility() || part.closest('.unseen') || part.matches('.unseen')) continue;
        const { left, right } = part.getBoundingClientRect();
        if (left < box.left - 1 || right > box.right + 1) wrong.push(`${part.outerHTML.slice(0, 60)}: ${left} to ${right} in ${box.left} to ${box.right}`);
        if (part.scrollWidth > part.clientWidth + 1 && part.clientWidth && part.matches('.headline, .sum, p, figure')) wrong.push(`${part.className} runs over`);
    }
    return wrong";

/// Everything that the style of all parts comes to, but for what follows from the width.
const STYLES: &str = "
    const all = [];
    for (const part of one.shadowRoot.querySelectorAll('.embed, .embed *')) {
        const style = getComputedStyle(part);
        for (const name of ['color', 'font', 'textAlign', 'textTransform', 'letterSpacing', 'wordSpacing', 'whiteSpace', 'wordBreak',
            'overflowWrap', 'textIndent', 'textShadow', 'hyphens', 'userSelect', 'cursor', 'direction', 'writingMode', 'textDecorationLine',
            'listStyleType', 'borderSpacing', 'fill', 'stroke', 'webkitTextFillColor', 'webkitTextStrokeWidth', 'lineBreak', 'tabSize',
            'fontVariantNumeric', 'textRendering', 'boxSizing', 'float', 'visibility', 'quotes', 'captionSide'])
            all.push(`${part.localName}.${part.getAttribute('class') ?? ''} ${name}: ${style[name]}`);
    }
    return all";

/// Opens a host, and waits until the calculator in it shows its number.
fn open(page: &Page, host: &Host) -> Result<()> {
    let Host { html, head, open, .. } = *host;
    let body = host.body.replace("<calculator>", CALCULATOR);
    let text = format!(
        "<!doctype html><html {html}><head><meta charset=\"utf-8\"><title>A post</title><link rel=\"icon\" href=\"data:,\">
         <meta name=\"viewport\" content=\"width=device-width\">{head}
         <script type=\"module\" src=\"site/expected-harm.js\"></script></head>
         <body><main><h1>A post</h1>{body}</main></body></html>"
    );
    let react = if head.contains("script.js") { made("bundle", REACT)? } else { String::new() };
    page.visit(&serve_post(hosts::html(&text), react)?)?;
    page.wait_until("the host is ready", || Ok(page.run(&format!("{open}; return true"), &[])? == json!(true)))?;
    page.wait_until(&format!("{} shows the number", host.name), || {
        inside(page, "one?.scrollIntoView()")?;
        Ok(number(page)? == json!("160 million"))
    })?;
    page.wait_until_painted()
}

/// The keys that a reader uses do what they do in the calculator, and nothing outside.
fn keys(page: &Page, host: &Host) -> Result<()> {
    let state = || page.run(&format!("return {}", host.state), &[]);
    let before = state()?;
    for (keys, expected) in [(key::RIGHT, "2.1%"), (key::LEFT, "2%")] {
        inside(page, "$('#risk-slider').focus({ preventScroll: true })")?;
        page.keys(keys)?;
        page.wait_until(&format!("{}: the slider is at {expected}", host.name), || {
            Ok(inside(page, "return $('#risk').value")? == json!(expected))
        })?;
    }
    inside(page, "$('#risk-slider').focus({ preventScroll: true })")?;
    page.keys(key::END)?;
    page.wait_until(&format!("{}: the slider is at its end", host.name), || {
        Ok(inside(page, "return $('#risk-slider').value === $('#risk-slider').max && $('#risk').value !== '2%'")?
            == json!(true))
    })?;
    inside(page, "$('#risk').focus({ preventScroll: true })")?;
    // The field selects its text once it shows all digits of it.
    page.wait_until_painted()?;
    inside(page, "$('#risk').select()")?;
    page.keys("1 in 50")?;
    page.wait_until(&format!("{}: what is typed counts", host.name), || Ok(number(page)? == json!("160 million")))?;
    ensure!(inside(page, "return $('#risk').value")? == json!("1 in 50"), "{}: the field has lost letters", host.name);
    inside(page, "$('button[value=\"show=table\"]').focus({ preventScroll: true })")?;
    page.keys(key::ENTER)?;
    page.wait_until(&format!("{}: the table is there", host.name), || {
        Ok(inside(page, "return $('table') !== null")? == json!(true))
    })?;
    inside(page, "$('button[value=\"show=deaths\"]').focus({ preventScroll: true })")?;
    page.keys(key::SPACE)?;
    page.wait_until("the chart is back", || Ok(inside(page, "return $('svg.chart') !== null")? == json!(true)))?;
    ensure!(state()? == before, "{}: the host has taken keys: {before} became {}", host.name, state()?);
    Ok(())
}

/// What axe finds inside of calculators, and of landmarks and headings anywhere.
fn axe(page: &Page) -> Result<Value> {
    page.run(&fs::read_to_string(node_packages()?.join("axe-core/axe.min.js"))?, &[])?;
    page.run(
        "const found = await axe.run(document, { rules: { 'color-contrast-enhanced': { enabled: false } } });
        const ours = ({ id }, { target }) => /landmark|heading|region/.test(id) || JSON.stringify(target).includes('expected-harm');
        return found.violations.flatMap((one) => one.nodes.filter((node) => ours(one, node)).map((node) => `${one.id}: ${JSON.stringify(node.target)}`))",
        &[],
    )
}

fn the_element_is_at_home_in_every_host() -> Result<()> {
    let page = Page::blank()?;
    let mut plain = Vec::new();
    let mut wrong = Vec::new();
    for host in &HOSTS {
        let mut look = || -> Result<()> {
            open(&page, host)?;
            // A host's script may still be laying out its page.
            let mut layout = Value::Null;
            let fits = page.wait_until("it fits into its place", || {
                let size = "const { width, height } = one.getBoundingClientRect(); return [width, height]";
                let size = inside(&page, size)?;
                let misplaced = inside(&page, MISPLACED)?;
                let side = |at: usize| size[at].as_f64().context("it has no size");
                let fits = host.width.contains(&side(0)?) && (400.0..2500.0).contains(&side(1)?);
                layout = json!([size, misplaced]);
                Ok(fits && layout[1] == json!([]))
            });
            fits.with_context(|| format!("its size and what is misplaced: {layout}"))?;
            // Everything else that it looks like is the same as anywhere, at the same width.
            let same = "Object.assign(one.style, { boxSizing: 'border-box', flex: 'none', width: '800px', minWidth: 0, maxWidth: 'none', padding: 0 })";
            inside(&page, same)?;
            if host.name == PLAIN.name {
                std::thread::sleep(std::time::Duration::from_millis(500));
                plain = lines(&inside(&page, STYLES)?);
            }
            let mut different = Vec::new();
            let looks = page.wait_until("it looks as anywhere", || {
                let styles = lines(&inside(&page, STYLES)?);
                different = styles.iter().filter(|line| !plain.contains(line)).take(5).cloned().collect();
                Ok(different.is_empty() && styles.len() == plain.len())
            });
            looks.with_context(|| format!("the host's style is in it: {different:?}"))?;
            inside(&page, "one.removeAttribute('style')")?;
            if page.browser().engine() == Engine::Chromium {
                let found = axe(&page)?;
                ensure!(found == json!([]), "axe finds {found}");
            }
            let complaints = "return [...document.querySelectorAll('expected-harm')].map((one) => one.shadowRoot.querySelector('.notices')?.innerText ?? '').join('')";
            ensure!(page.run(complaints, &[])? == json!(""), "it complains to readers");
            keys(&page, host)?;
            ensure!(page.console_errors()?.is_empty(), "it wrote to the console");
            Ok(())
        };
        if let Err(error) = look() {
            wrong.push(format!("{}: {error:#} {:?}", host.name, page.console_errors()?));
        }
    }
    ensure!(wrong.is_empty(), "{} of {} hosts:\n{}", wrong.len(), HOSTS.len(), wrong.join("\n"));
    Ok(())
}

/// A block of code of the guide, by its language, with this site in place of the example's.
fn of_the_guide(language: &str, site: &str) -> Result<String> {
    let guide = fs::read_to_string(repository().join("docs/embedding.md"))?;
    let (_, rest) =
        guide.split_once(&format!("```{language}\n")).with_context(|| format!("the guide has no {language}"))?;
    let (block, _) = rest.split_once("\n```").context("a block has no end")?;
    Ok(block.replace("https://example.org/expected-harm/", site))
}

fn posts_in_mdx_and_components_of_vue_work_as_the_guide_writes_them() -> Result<()> {
    let page = Page::blank()?;
    let site = page.site().address().to_owned();
    for (software, language) in [("mdx", "mdx"), ("vue", "vue")] {
        let script = made(software, &of_the_guide(language, &site)?)?;
        let head = "<script type=\"module\" src=\"script.js\"></script>";
        page.visit(&serve_post(post(head, "<main id=\"root\"></main>"), script)?)?;
        let number = "return document.querySelector('expected-harm')?.shadowRoot?.querySelector('.headline .number')?.innerText ?? ''";
        page.wait_until(&format!("{language}: the element shows its number"), || {
            Ok(page.run(number, &[])? == json!("470 million"))
        })?;
        page.run("document.querySelector('iframe').scrollIntoView()", &[])?;
        page.enter_frame("iframe")?;
        page.wait_for_number("160 million")?;
        page.leave_frames()?;
        let style = page.run("const { style } = document.querySelector('iframe'); return [style.width, style.borderStyle || style.borderWidth]", &[])?;
        ensure!(style[0] == json!("100%"), "{language}: {style}");
        assert_eq!(page.console_errors()?, [""; 0], "{language}");
    }
    Ok(())
}

fn isolated_hosts_take_frame_and_element() -> Result<()> {
    let page = Page::blank()?;
    let site = page.site().address().to_owned();
    let head = format!("<script type=\"module\" src=\"{site}expected-harm.js\"></script>");
    let body = format!(
        "<h1>A post</h1><iframe src=\"{site}embed/?v=1&amp;risk=0.03\" width=\"640\" height=\"400\" title=\"A frame\"></iframe>
         <img src=\"{site}card.png\" alt=\"\" width=\"100\"><expected-harm id=\"one\" risk=\"0.02\"></expected-harm>"
    );
    let answer = post(&head, &body).with("Cross-Origin-Opener-Policy", "same-origin");
    let host = Server::start(move |request| Some(answer.clone().with("Cross-Origin-Embedder-Policy", &request.path)))?;
    for policy in ["require-corp", "credentialless"] {
        page.visit(&format!("{}{policy}", host.address()))?;
        page.wait_until("the element shows its number", || Ok(number(&page)? == json!("160 million")))?;
        let rest = page.run("return [crossOriginIsolated, document.querySelector('img').naturalWidth]", &[])?;
        // Not every engine knows the second policy; it then isolates nothing.
        ensure!(rest[1] == json!(1200) && (rest[0] == json!(true) || policy == "credentialless"), "{policy}: {rest}");
        page.enter_frame("iframe")?;
        page.wait_for_number("240 million")?;
        page.leave_frames()?;
        assert_eq!(page.console_errors()?, [""; 0], "{policy}");
    }
    Ok(())
}

fn axe_finds_no_second_main_part_of_frames_and_elements() -> Result<()> {
    let page = Page::blank()?;
    let host = Host {
        body: "<calculator><h2>Frames</h2><iframe src=\"site/embed/?risk=0.03\" title=\"One\" width=\"640\" height=\"400\"></iframe>
            <iframe src=\"site/embed/?risk=0.04&amp;lens=pause\" title=\"Two\" width=\"640\" height=\"400\"></iframe>
            <expected-harm lens=\"pause_evaluations\" risk=\"0.02\"></expected-harm>",
        ..PLAIN
    };
    open(&page, &host)?;
    for frame in ["iframe[title=One]", "iframe[title=Two]"] {
        page.enter_frame(frame)?;
        page.wait_until_started()?;
        // Axe looks into frames that have it too.
        page.run(&fs::read_to_string(node_packages()?.join("axe-core/axe.min.js"))?, &[])?;
        page.leave_frames()?;
    }
    page.run("document.querySelectorAll('expected-harm').forEach((one) => one.start?.())", &[])?;
    page.wait_until_painted()?;
    page.run(&fs::read_to_string(node_packages()?.join("axe-core/axe.min.js"))?, &[])?;
    let found = page.run(
        "return axe.run(document, { rules: { 'color-contrast-enhanced': { enabled: false } } }).then(({ violations }) =>
            violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${JSON.stringify(node.target)}`)))",
        &[],
    )?;
    ensure!(found == json!([]), "axe finds {found}");
    Ok(())
}
