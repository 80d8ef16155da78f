//! Ways in which the site's files may arrive damaged, as changes of a host's answers.

use acceptance::Answer;

use crate::hosts::{html, not_found};

/// A change of an answer, by its path.
pub(crate) type Change = fn(&str, Answer) -> Answer;

/// The application's WebAssembly is not there.
pub(crate) fn missing(path: &str, answer: Answer) -> Answer {
    if path.ends_with(".wasm") { not_found() } else { answer }
}

/// It ends too early.
pub(crate) fn truncated(path: &str, mut answer: Answer) -> Answer {
    if path.ends_with(".wasm") {
        answer.body.truncate(10_000);
    }
    answer
}

/// The script that loads it is not there.
pub(crate) fn without_bindings(path: &str, answer: Answer) -> Answer {
    if path.contains("/app-") && path.ends_with(".js") { not_found() } else { answer }
}

/// The browser knows no WebAssembly.
pub(crate) fn old_browser(_: &str, answer: Answer) -> Answer {
    if !answer.header("Content-Type").starts_with("text/html") {
        return answer;
    }
    html(&String::from_utf8_lossy(&answer.body).replacen(
        "<head>",
        "<head><script>delete globalThis.WebAssembly</script>",
        1,
    ))
}
