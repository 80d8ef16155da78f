//! Which columns are inputs, and which names a table may not have.

use std::fmt;

use harm_wire::Key;

use crate::model::Model;

/// The input that a column or a key names: in any case, with `_` for `-`, with space or quotes around it.
#[must_use]
pub fn input_named(name: &str) -> Option<Key> {
    let name = name.trim().trim_matches('"').trim();
    Key::from_name(name).or_else(|| Key::from_name(&name.to_ascii_lowercase().replace('_', "-")))
}

/// Why a table cannot be assessed at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NameError {
    /// No column is an input, so every row would be the same scenario. A column may have been meant for this input.
    NoInput(Option<Key>),
    /// Two columns are this input.
    Twice(Key),
    /// A column has the name of a result.
    Result(String),
}

impl fmt::Display for NameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoInput(near) => {
                f.write_str("at least one column must be an input such as risk or steps")?;
                near.map_or(Ok(()), |key| write!(f, "; did you mean {}?", key.name()))
            }
            Self::Twice(key) => write!(f, "the column {} is there twice", key.name()),
            Self::Result(name) => write!(
                f,
                "the column {name} has the name of a result; rename it, or give the results another name with a prefix"
            ),
        }
    }
}

impl std::error::Error for NameError {}

/// The input that each column is, if it is one.
///
/// # Errors
/// [`NameError`], when the columns name no input, an input twice, or a result.
pub fn inputs_of<S: AsRef<str>>(names: &[S], model: &Model) -> Result<Vec<Option<Key>>, NameError> {
    let keys: Vec<Option<Key>> = names.iter().map(|name| input_named(name.as_ref())).collect();
    for (i, key) in keys.iter().enumerate() {
        if let Some(key) = key
            && keys[..i].contains(&Some(*key))
        {
            return Err(NameError::Twice(*key));
        }
    }
    if keys.iter().all(Option::is_none) {
        return Err(NameError::NoInput(names.iter().find_map(|name| Key::nearest(name.as_ref()))));
    }
    match names.iter().find(|name| model.has(name.as_ref())) {
        Some(name) => Err(NameError::Result(String::from(name.as_ref()))),
        None => Ok(keys),
    }
}

/// The remark on a column or key that is no input but looks like one.
#[must_use]
pub fn passed_through(what: &str, name: &str) -> Option<String> {
    let near = Key::nearest(name)?;
    Some(format!("the {what} \"{name}\" is passed through; did you mean {}?", near.name()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(names: &[&str]) -> Result<Vec<Option<Key>>, String> {
        let model = Model::new(Default::default(), &[], &[], None, "").unwrap();
        inputs_of(names, &model).map_err(|error| error.to_string())
    }

    #[test]
    fn an_input_is_found_however_its_name_is_written() {
        let keys = check(&["Risk", "eval_every", "\"steps\" ", "lab"]).unwrap();
        assert_eq!(keys, [Some(Key::Risk), Some(Key::EvalEvery), Some(Key::Steps), None]);
    }

    #[test]
    fn a_table_is_refused_when_its_names_say_nothing_or_two_things() {
        let error = check(&["populaton", "lab"]).unwrap_err();
        assert_eq!(error, "at least one column must be an input such as risk or steps; did you mean population?");
        assert_eq!(check(&["risk", "RISK"]).unwrap_err(), "the column risk is there twice");
        assert!(check(&["risk", "error"]).unwrap_err().starts_with("the column error has the name of a result;"));
        assert!(check(&["risk", "total_risk"]).is_err() && check(&[]).is_err());
    }
}
