//! What can be wrong with the site's files on their way, as changes of a host's answers.

use crate::hosts::Answer;

/// The application's WebAssembly is not there.
pub(crate) fn missing(path: &str, answer: Answer) -> Answer {
    if path.ends_with(".wasm") { Answer { status: 404, kind: "text/html".into(), ..answer } } else { answer }
}

/// It ends too early.
pub(crate) fn truncated(path: &str, mut answer: Answer) -> Answer {
    if path.ends_with(".wasm") {
        answer.body.truncate(10_000);
    }
    answer
}

/// What loads it is not there.
pub(crate) fn without_bindings(path: &str, answer: Answer) -> Answer {
    if path.contains("/app-") && path.ends_with(".js") { Answer { status: 404, ..answer } } else { answer }
}

/// The browser knows no WebAssembly.
pub(crate) fn old_browser(_: &str, mut answer: Answer) -> Answer {
    if answer.kind.starts_with("text/html") {
        let html = String::from_utf8_lossy(&answer.body);
        answer.body = html.replacen("<head>", "<head><script>delete globalThis.WebAssembly</script>", 1).into();
    }
    answer
}
