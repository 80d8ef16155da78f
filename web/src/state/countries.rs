//! The countries that a reader may choose the population of.

use std::rc::Rc;

/// The countries, which are fetched when a reader first wants one.
#[derive(Debug, Clone, PartialEq)]
pub enum Countries {
    /// Nobody has asked.
    Unasked,
    /// They are under way.
    Asked,
    /// They cannot be had.
    Missing,
    /// Names with populations, as the query writes them.
    Known(Rc<[(String, String)]>),
}

impl Countries {
    pub(super) fn of(table: Option<&str>) -> Self {
        let Some(table) = table else { return Self::Missing };
        // As `common.js` joins them: a record separator behind each, a unit separator inside.
        let row = |row: &str| row.split_once('\x1f').map(|(name, people)| (name.into(), people.into()));
        Self::Known(table.split_terminator('\x1e').filter_map(row).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_are_read_in_records() {
        let rows = [("India", "1476625576"), ("Kosovo", "1653000")].map(|(name, people)| (name.into(), people.into()));
        assert_eq!(
            Countries::of(Some("India\x1f1476625576\x1eKosovo\x1f1653000\x1e")),
            Countries::Known(Rc::new(rows))
        );
        assert_eq!(Countries::of(None), Countries::Missing);
    }
}
