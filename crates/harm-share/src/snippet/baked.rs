//! The widget's file with a scenario in it.

use alloc::string::String;

/// The element in which a widget finds the scenario that was baked into it.
pub const SCENARIO_TAG: &str = "<script type=\"application/json\" id=\"expected-harm-scenario\">";

/// Bakes a scenario, as [`Shared::scenario`](super::Shared::scenario) writes it, into the widget's HTML.
///
/// What was baked in before is replaced. Otherwise the scenario comes before the first script, so that it is there when
/// the widget starts; and if there is none, at the end. No text in the JSON can end the element early: `<` is written as
/// the escape `\u003c`, which JSON reads as the same.
#[must_use]
pub fn bake(widget: &str, json: &str) -> String {
    let json = json.replace('<', "\\u003c");
    if let Some((before, rest)) = widget.split_once(SCENARIO_TAG)
        && let Some(end) = find_tag(rest, "</script")
    {
        let after = rest.get(end..).unwrap_or_default();
        return [before, SCENARIO_TAG, &json, after].concat();
    }
    let at = find_tag(widget, "<script").unwrap_or(widget.len());
    let (before, after) = widget.split_at_checked(at).unwrap_or((widget, ""));
    [before, SCENARIO_TAG, &json, "</script>", after].concat()
}

/// The first tag that begins so, in any case, outside comments.
fn find_tag(html: &str, tag: &str) -> Option<usize> {
    let mut from = 0;
    while let Some(at) = html.get(from..)?.find('<').map(|i| from + i) {
        let rest = html.get(at..)?;
        if rest.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag)) {
            return Some(at);
        }
        from = match rest.strip_prefix("<!--") {
            // A comment that does not end is all that is left.
            Some(comment) => at + comment.find("-->")? + "<!---->".len(),
            None => at + 1,
        };
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_baked_scenario_comes_before_the_scripts_and_replaces_the_one_before() {
        let widget = "<!doctype html><!-- <script> --><title>x</title><SCRIPT>run()</SCRIPT>";
        let baked = bake(widget, "{\"a\":\"</script><b>\"}");
        assert_eq!(
            baked,
            "<!doctype html><!-- <script> --><title>x</title><script type=\"application/json\" \
             id=\"expected-harm-scenario\">{\"a\":\"\\u003c/script>\\u003cb>\"}</script><SCRIPT>run()</SCRIPT>"
        );
        assert_eq!(bake(&baked, "{}"), bake(widget, "{}"));
        assert_eq!(bake("<p>x", "{}"), ["<p>x", SCENARIO_TAG, "{}</script>"].concat());
    }
}
