//! The embed: in a frame it says its height, takes a theme, and leaves its address alone.

use acceptance::{Page, Result};
use serde_json::json;

#[test]
#[ignore = "needs a browser: cargo xtask test"]
fn an_embed_is_complete_at_340_by_400_and_leaves_its_address_alone() -> Result<()> {
    let page = Page::blank()?;
    page.browser().set_size(340, 400)?;
    page.go("embed/?risk=0.02")?;
    page.wait_until("the result is there", || Ok(page.text("h1 .number")? == "160 million"))?;
    for css in ["h1", ".sum", "#risk-slider", "#scale-up-slider"] {
        let place = page.rect(css)?;
        assert!(place.y >= 0.0 && place.y + place.height <= 400.0, "{css}: {place:?}");
    }
    page.type_into("#risk", "1%")?;
    page.wait_until("the result follows", || Ok(page.text("h1 .number")? == "80 million"))?;
    std::thread::sleep(std::time::Duration::from_millis(500));
    assert!(page.address()?.ends_with("embed/?risk=0.02"));
    assert_eq!(
        page.attribute("footer a", "href")?.as_deref(),
        Some(page.site().address()),
        "the full page has the present scenario"
    );
    Ok(())
}

#[test]
#[ignore = "needs a browser: cargo xtask test"]
fn an_embed_tells_its_host_its_height_and_takes_its_theme() -> Result<()> {
    let page = Page::open("")?;
    // The page itself is the host: a frame of the same site, and what it posts.
    page.run(
        "window.heard = [];
         addEventListener('message', (event) => heard.push(event.data));
         const frame = document.createElement('iframe');
         frame.id = 'host'; frame.width = 340; frame.height = 400; frame.src = 'embed/?theme=dark&id=one#?secret=s';
         document.body.append(frame);",
        &[],
    )?;
    page.wait_until("the frame says its height", || Ok(page.run("return heard.length", &[])?.as_u64() > Some(0)))?;
    std::thread::sleep(std::time::Duration::from_millis(1500));
    let settled = page.run("return heard.filter((one) => one?.type === 'expected-harm:height').length", &[])?;
    assert!(settled.as_u64() <= Some(3), "{settled} messages to settle");
    assert_eq!(page.run("return heard.filter((one) => one === null).length", &[])?, json!(0));
    let last = page.run("return heard.filter((one) => one?.type === 'expected-harm:height').at(-1)", &[])?;
    assert_eq!((&last["version"], &last["id"]), (&json!(1), &json!("one")));
    assert!(last["height"].as_f64() > Some(400.0), "{last}");
    for dialect in [
        "one?.type === 'iframe-widget-resize'",
        "one?.message === 'height' && one.secret === 's'",
        "typeof one === 'string' && JSON.parse(one).context === 'iframe.resize'",
        "one?.sentinel === 'amp'",
    ] {
        let heard = page.run(&format!("return heard.some((one) => {dialect})"), &[])?;
        assert_eq!(heard, json!(true), "{dialect}");
    }
    page.enter_frame("#host")?;
    assert_eq!(page.style("body", "background-color")?, "rgba(20, 21, 23, 1)");
    page.leave_frames()?;
    page.run("document.getElementById('host').contentWindow.postMessage({ type: 'expected-harm:theme', theme: 'light' }, '*')", &[])?;
    page.enter_frame("#host")?;
    page.wait_until("the theme follows", || Ok(page.style("body", "background-color")? == "rgba(251, 250, 247, 1)"))
}
