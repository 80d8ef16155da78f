//! The site on somebody's web server: nginx with the configuration that the guide prints, under a path, and pages of another
//! origin that frame it and take its element, under the policies that the guide says they need.

use std::{collections::BTreeMap, fs, net::TcpStream, path::Path, process::Command};

use acceptance::{Page, Result, Running, free_port, key, repository, soon};
use anyhow::{Context as _, ensure};
use serde_json::json;
use tempfile::TempDir;

use crate::hosts::{POLICY, post, serve_post};
use crate::published;

acceptance::tests! {
    InEveryBrowser => [
        the_pages_work_under_a_path_and_their_policy,
        frames_and_elements_work_on_pages_of_another_origin_with_a_policy,
    ],
    Once => [
        every_file_has_the_headers_that_the_build_asks_for,
    ],
}

/// A web server that ends with the test.
struct Nginx {
    process: Running,
    _folder: TempDir,
    /// Where the site is, ending in a slash.
    address: String,
}

impl Nginx {
    /// Starts the server with the guide's configuration; only where it listens and where the files are is changed.
    fn start(site: &Path) -> Result<Self> {
        let guide = fs::read_to_string(repository().join("docs/embedding.md"))?;
        let (_, rest) = guide.split_once("```nginx\n").context("the guide has no configuration of nginx")?;
        let (configuration, _) = rest.split_once("```").context("the configuration has no end")?;
        for once in ["listen 8080;", "alias /srv/expected-harm/;"] {
            ensure!(configuration.matches(once).count() == 1, "{once} is not once in the guide's configuration");
        }
        let unpacked = repository().join("target/xtask/unpacked");
        let program = unpacked.join("nginx/usr/sbin/nginx");
        ensure!(program.is_file(), "nginx is not unpacked; `cargo xtask test --embeds` does that");
        let (port, folder) = (free_port()?, tempfile::tempdir()?);
        let types = unpacked.join("nginx-common/etc/nginx/mime.types");
        let temporary: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .map(|kind| format!("{kind}_temp_path {kind};\n"))
            .concat();
        let configuration = configuration
            .replace("listen 8080;", &format!("listen 127.0.0.1:{port};"))
            .replace("/srv/expected-harm/", &format!("{}/", site.display()));
        let whole = format!(
            "daemon off;\nmaster_process off;\npid pid;\nevents {{}}\nhttp {{\ninclude {};\naccess_log off;\n{temporary}{configuration}}}\n",
            types.display()
        );
        fs::write(folder.path().join("nginx.conf"), whole)?;
        let mut command = Command::new(program);
        command.arg("-p").arg(folder.path()).args(["-c", "nginx.conf", "-e", "stderr"]);
        let address = format!("http://127.0.0.1:{port}/expected-harm/");
        let mut server = Self { process: Running::silent(command)?, _folder: folder, address };
        let answers = soon(|| {
            ensure!(!server.process.has_ended(), "nginx ended at once");
            Ok(TcpStream::connect(("127.0.0.1", port)).is_ok())
        });
        ensure!(answers?, "nginx does not answer");
        Ok(server)
    }

    /// The origin of the site, as policies write it.
    fn origin(&self) -> &str {
        self.address.trim_end_matches("/expected-harm/")
    }
}

/// The rules of `_headers`: the headers of each path below the site's.
fn rules(site: &Path) -> Result<BTreeMap<String, Vec<(String, String)>>> {
    let mut rules: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    let mut path = String::new();
    for line in fs::read_to_string(site.join("_headers"))?.lines() {
        match line.trim_start().split_once(": ") {
            Some((name, value)) if line.starts_with(' ') => {
                rules.entry(path.clone()).or_default().push((name.to_lowercase(), value.to_owned()));
            }
            // One rule stands for all presets.
            _ => path = line.trim_start_matches('/').replace(":preset", "ord"),
        }
    }
    Ok(rules)
}

fn every_file_has_the_headers_that_the_build_asks_for() -> Result<()> {
    let site = published()?;
    let server = Nginx::start(&site)?;
    let rules = rules(&site)?;
    assert!(rules.len() > 20 && rules.contains_key("s/ord/"), "{:?}", rules.keys());
    for (path, headers) in rules {
        let answer = ureq::get(&format!("{}{path}", server.address)).call()?;
        let got = |name: &str| answer.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        for (name, wanted) in &headers {
            // A policy names the site.
            let wanted = &wanted.replace("https://example.org", server.origin());
            if name != "content-type" {
                assert_eq!(got(name), wanted, "{path}: {name}");
                continue;
            }
            // Types have other names of old, and a host writes its own for what browsers do not run.
            let kind = wanted.split(';').next().unwrap_or_default();
            let same = match kind {
                "text/javascript" => {
                    ["text/javascript", "application/javascript"].iter().any(|k| got(name).starts_with(k))
                }
                "text/plain" => true,
                kind => got(name).split(';').next() == Some(kind),
            };
            assert!(same, "{path}: {} is not {wanted}", got(name));
        }
        // What is not asked for is not there either, such as a policy on what is no page.
        for name in [
            "content-security-policy",
            "access-control-allow-origin",
            "cross-origin-embedder-policy",
            "x-frame-options",
        ] {
            let wanted = headers.iter().any(|(asked, _)| asked == name);
            assert_eq!(answer.headers().contains_key(name), wanted, "{path}: {name}");
        }
    }
    Ok(())
}

fn the_pages_work_under_a_path_and_their_policy() -> Result<()> {
    let server = Nginx::start(&published()?)?;
    let page = Page::blank()?;
    for (path, number) in
        [("?v=1&risk=0.02", "160 million"), ("s/ord/", "800 million"), ("embed/?v=1&risk=0.03", "240 million")]
    {
        page.go(&format!("{}{path}", server.address))?;
        page.wait_for_number(number)?;
        page.press("#risk-slider", key::RIGHT)?;
        page.wait_until("the slider moves the result", || Ok(page.text(".headline .number")? != number))?;
        assert_eq!(page.console_errors()?, [""; 0], "{path}");
    }
    // The preset's page goes over to the site's, which is not at the top of the host.
    page.go(&format!("{}s/ord/", server.address))?;
    page.type_into("#risk", "1%")?;
    page.wait_until("the address is the site's", || {
        Ok(page.address()? == format!("{}?v=1&from=2.1e25&to=2e29", server.address))
    })?;
    page.click("footer a")?;
    page.wait_until("the methods are there", || Ok(page.address()? == format!("{}methods/", server.address)))?;
    page.visit(&format!("{}widget.html", server.address))?;
    page.wait_until_painted()?;
    page.press("#risk-slider", key::RIGHT)?;
    page.wait_until("the widget answers", || Ok(page.text(".headline .number")? != "80 million"))
}

fn frames_and_elements_work_on_pages_of_another_origin_with_a_policy() -> Result<()> {
    let server = Nginx::start(&published()?)?;
    let (site, origin) = (server.address.clone(), server.origin().to_owned());
    // What the guide says that such a page's policy needs, and nothing else.
    let guide = fs::read_to_string(repository().join("docs/embedding.md"))?;
    let (_, rest) = guide.split_once("```text\nscript-src ").context("the guide has no policy for hosts")?;
    let (policy, _) = rest.split_once('\n').context("the policy has no end")?;
    let policy = format!("default-src 'none'; script-src {}", policy.replace("https://example.org", &origin));
    let head = format!("<script type=\"module\" src=\"{site}expected-harm.js\"></script>");
    let body = format!(
        "<iframe id=\"frame\" src=\"{site}embed/?v=1&amp;risk=0.02\" width=\"640\" height=\"720\" title=\"In a frame\"></iframe>\
         <iframe id=\"boxed\" sandbox=\"allow-scripts\" src=\"{site}embed/?v=1&amp;risk=0.04#?secret=abc\" width=\"640\" \
         height=\"400\" title=\"As a blog frames it\"></iframe>\
         <expected-harm id=\"element\" v=\"1\" risk=\"0.03\"><a href=\"{site}\">Expected Harm</a></expected-harm>"
    );
    let host = serve_post(post(&head, &body).with(POLICY, &policy), "")?;
    let page = Page::blank()?;
    page.visit(&host)?;
    let inside =
        "return document.getElementById('element').shadowRoot?.querySelector('.headline .number')?.innerText ?? ''";
    page.wait_until("the element shows its scenario", || Ok(page.run(inside, &[])? == json!("240 million")))?;
    for (frame, number) in [("#frame", "160 million"), ("#boxed", "320 million")] {
        page.enter_frame(frame)?;
        page.wait_until_started()?;
        page.wait_for_number(number)?;
        page.press("#risk-slider", key::RIGHT)?;
        page.wait_until("its slider moves it", || Ok(page.text(".headline .number")? != number))?;
        page.leave_frames()?;
    }
    assert_eq!(page.console_errors()?, [""; 0]);
    Ok(())
}
