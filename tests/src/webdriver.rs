//! The WebDriver protocol: JSON over HTTP to a driver on this machine. Which commands there are, `browser` knows.
//!
//! It is this small because the protocol is. The usual client libraries are asynchronous and bring four times as many
//! dependencies, which every run on a fresh machine would compile.

use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use ureq::Agent;

/// No command takes longer, unless the browser hangs.
const PATIENCE: Duration = Duration::from_secs(60);

/// A full-page picture in Base64 takes a few megabytes.
const LONGEST_ANSWER: u64 = 200 << 20;

/// A driver, or one of its sessions: commands are sent to paths below its address.
#[derive(Debug, Clone)]
pub(crate) struct Address {
    agent: Agent,
    base: String,
}

impl Address {
    /// A driver at an address without a slash at its end.
    pub(crate) fn new(base: String) -> Self {
        let configuration = Agent::config_builder().timeout_global(Some(PATIENCE)).http_status_as_error(false);
        Self { agent: configuration.build().new_agent(), base }
    }

    /// What lies below a path.
    pub(crate) fn below(&self, path: &str) -> Self {
        Self { agent: self.agent.clone(), base: format!("{}/{path}", self.base) }
    }

    /// Asks for something.
    pub(crate) fn get(&self, path: &str) -> Result<Value> {
        answer(path, self.agent.get(self.url(path)).call())
    }

    /// Commands something.
    pub(crate) fn post(&self, path: &str, body: &Value) -> Result<Value> {
        answer(path, self.agent.post(self.url(path)).send_json(body))
    }

    /// Runs the body of a function in the page of this session.
    pub(crate) fn run(&self, script: &str, arguments: &Value) -> Result<Value> {
        self.post("execute/sync", &json!({ "script": script, "args": arguments }))
    }

    /// Ends what has this address.
    pub(crate) fn delete(&self) -> Result<()> {
        answer("", self.agent.delete(&self.base).call()).map(|_| ())
    }

    fn url(&self, path: &str) -> String {
        format!("{}/{path}", self.base)
    }
}

fn answer(path: &str, response: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> Result<Value> {
    let mut response = response.with_context(|| format!("the browser's driver did not answer to \"{path}\""))?;
    let mut body: Value = response.body_mut().with_config().limit(LONGEST_ANSWER).read_json()?;
    let value = body["value"].take();
    if !response.status().is_success() {
        let text = |key: &str| value[key].as_str().unwrap_or_default().to_owned();
        // Only the first line tells something; a list of addresses in the driver's program follows.
        let message = text("message");
        bail!("{}: {}", text("error"), message.lines().next().unwrap_or_default());
    }
    Ok(value)
}
