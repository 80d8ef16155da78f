//! The types of the document for TypeScript, from the tables of fields and outputs.

use alloc::format;
use alloc::string::String;

use crate::collect::VERSION;
use crate::field::{FIELDS, Kind};
use crate::question::{ASSESSMENT, Absent, Output, Question, Read};

/// The declarations of `Results` and of everything in it.
#[must_use]
pub fn types() -> String {
    let mut out =
        String::from("\n/** The inputs of a scenario, as far as it uses them. */\nexport interface Inputs {\n");
    for field in &FIELDS {
        let kind = match field.kind {
            Kind::Number => String::from("number"),
            Kind::NumberOrNone => String::from("number | \"none\""),
            Kind::NumberOr(words) => format!("number | {}", union(words)),
            Kind::Numbers => String::from("number[]"),
            Kind::Word(words) => union(words),
        };
        out += &format!("  /** {}. {}. */\n  {}?: {kind};\n", field.label, field.help, key(field.name));
    }
    out += "}\n";
    let answers = Question::ALL.map(|question| (format!("{question:?}"), question.output()));
    let all = || core::iter::once((String::from("Assessment"), &ASSESSMENT)).chain(answers.clone());
    for (name, output) in all() {
        out += &format!("\n/** {} */\nexport type {name} = {};\n", output.label, type_of(output, ""));
    }
    let members: String = all().map(|(name, output)| format!("  {}: {name};\n", output.key)).collect();
    out += &format!(
        "\n/** The results of a scenario. */\nexport interface Results {{\n  version: {VERSION};\n  scenario: Inputs;\n\
         {members}  /** What could not be used, and what was done instead. */\n  warnings: string[];\n  \
         /** The scenario that a link compares with. */\n  pinned?: {{ scenario: Inputs; assessment: Assessment }};\n  \
         software: string;\n}}\n"
    );
    out
}

fn union(words: &[&str]) -> String {
    words.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(" | ")
}

/// A name as the key of an object.
fn key(name: &str) -> String {
    if name.contains('-') { format!("\"{name}\"") } else { String::from(name) }
}

fn type_of(output: &Output, indent: &str) -> String {
    match output.read {
        Read::Always(_) => String::from("number"),
        Read::Maybe(_) => String::from("number | null"),
        Read::Name(_) => String::from("string"),
        Read::Parts(parts, Absent::Null) => members(parts, indent) + " | null",
        Read::Parts(parts, Absent::Never | Absent::LeftOut) => members(parts, indent),
        Read::List(items, _) => members(items, indent) + "[]",
    }
}

fn members(outputs: &[Output], indent: &str) -> String {
    let inner = format!("{indent}  ");
    let one = |output: &Output| {
        let mut about = String::from(output.label);
        for (before, more) in [("; unit: ", output.measure.words()), ("; symbol ", output.symbol)] {
            if !more.is_empty() {
                about += &[before, more].concat();
            }
        }
        let optional = if matches!(output.read, Read::Parts(_, Absent::LeftOut)) { "?" } else { "" };
        format!("{inner}/** {about} */\n{inner}{}{optional}: {};\n", output.key, type_of(output, &inner))
    };
    let all: String = outputs.iter().map(one).collect();
    format!("{{\n{all}{indent}}}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_types_have_every_input_and_output_and_what_may_be_missing() {
        let types = types();
        for field in &FIELDS {
            assert!(types.contains(&format!("  {}?: ", key(field.name))), "{}", field.name);
        }
        for expected in [
            "  \"eval-every\"?: number | \"none\";\n",
            "  per?: number | \"year\" | \"total\";\n",
            "  cost: number | null;\n",
            "  pooled?: {\n    /** arithmetic mean; unit: fraction */\n    arithmetic_mean: number;\n",
            "    p95: number;\n  } | null;\n",
            "    name: string;\n",
            "  scale_limit: ScaleLimit;\n",
            "export type Sensitivity = {\n",
            "}[];\n",
        ] {
            assert!(types.contains(expected), "{expected} is not in {types}");
        }
    }
}
