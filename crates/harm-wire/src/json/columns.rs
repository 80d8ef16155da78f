//! Results as the columns of a table: every number of the JSON document under a name of its own.
//!
//! The names are not listed anywhere. They are the paths of the document, which is written once for an example of each
//! belief and each form of the scale-up. So a result that is added to the document is a column at once.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;

use serde::Serialize;
use serde::ser::{Impossible, SerializeSeq, SerializeStruct, Serializer};
use serde_json::value::RawValue;

use super::document::{Document, write_without_curve};
use super::input::members;
use crate::edit::Control;
use crate::field::{Key, Value};
use crate::lens::Lens;
use crate::nearest::nearest;
use crate::permalink::{self, Site};
use crate::query;
use crate::request::Request;

/// The columns that every table has.
const USUAL: [&str; 10] = [
    "orders_of_magnitude",
    "reference_steps",
    "mean_risk_per_reference_step",
    "total_risk",
    "risk_p05",
    "risk_p50",
    "risk_p95",
    "risk_if_mean_were_certain",
    "expected_deaths",
    "micromorts",
];

/// The column of the link to a row's page.
const LINK: &str = "link";

/// Parts of a path that a name leaves out, because what follows them says enough.
const UNSAID: [&str; 5] = ["assessment", "pace", "interval", "pooled", "elasticity"];

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// There is no answer.
    Empty,
    /// A number.
    Number(f64),
    /// A text.
    Text(String),
}

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Empty => serializer.serialize_none(),
            Self::Number(number) => serializer.serialize_f64(*number),
            Self::Text(text) => serializer.serialize_str(text),
        }
    }
}

/// The columns of a table of results.
pub struct Columns {
    names: Vec<String>,
    lenses: Vec<Lens>,
    tree: Node,
    link: Option<usize>,
    site: Option<Site>,
}

impl Columns {
    /// The usual columns, those of the lenses, and more by name. A name that is there already is not repeated.
    ///
    /// A column's name is its path in the JSON document, joined by `_`: `pause_deaths_deferred`. The parts `assessment`,
    /// `pace`, `interval`, `pooled` and `elasticity` are left out: `years`, `risk_p05`. An item of a list is named by its
    /// first member: `sensitivity_risk_halved`. The risk of the whole scale-up is `total_risk`, because `risk` is an
    /// input. `link` opens the page on the row: an address when the site is known, otherwise its query.
    ///
    /// ```
    /// use harm_wire::json::{Cell, Columns};
    ///
    /// let columns = Columns::new(&[], &["years"], None).expect("a result");
    /// let mut cells = Vec::new();
    /// columns.fill(&harm_wire::Request::default(), &mut cells);
    /// let at = columns.names().iter().position(|name| name == "expected_deaths").unwrap();
    /// assert_eq!(cells[at], Cell::Number(8e7));
    /// ```
    ///
    /// # Errors
    /// A sentence that names what is no column, and the columns that there are.
    pub fn new(lenses: &[Lens], more: &[&str], site: Option<Site>) -> Result<Self, String> {
        let mut tree = learn();
        let mut known = Vec::new();
        tree.list(&mut Vec::new(), false, &mut known);
        let of_lens = |lens: Lens| {
            let section = lens.name().replace('-', "_");
            known.iter().filter(move |leaf| leaf.path[0] == section && leaf.by_itself).map(|leaf| leaf.name.as_str())
        };
        let mut names: Vec<String> = Vec::new();
        for name in USUAL.into_iter().chain(lenses.iter().copied().flat_map(of_lens)).chain(more.iter().copied()) {
            let exists = name == LINK || known.iter().any(|leaf| leaf.name == name);
            if !exists {
                return Err(unknown(name, &known));
            }
            if !names.iter().any(|earlier| earlier == name) {
                names.push(String::from(name));
            }
        }
        let slot = |name: &str| names.iter().position(|known| known == name);
        let slots: Vec<Option<usize>> = known.iter().map(|leaf| slot(&leaf.name)).collect();
        tree.keep(&mut slots.into_iter());
        let lenses =
            Lens::ALL.into_iter().filter(|lens| tree.child(&lens.name().replace('-', "_")).is_some()).collect();
        Ok(Self { link: slot(LINK), names, lenses, tree, site })
    }

    /// Their names, in the order of the cells.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The lenses whose answers are among them.
    #[must_use]
    pub fn lenses(&self) -> &[Lens] {
        &self.lenses
    }

    /// Replaces the cells by the results of a request.
    pub fn fill(&self, request: &Request, cells: &mut Vec<Cell>) {
        cells.clear();
        cells.resize(self.names.len(), Cell::Empty);
        let document = Document::results(request, &self.lenses, 0);
        // Nothing in the document fails to be written.
        let _ = document.serialize(Fill { node: &self.tree, cells, item: false });
        if let Some(cell) = self.link.and_then(|at| cells.get_mut(at)) {
            *cell = Cell::Text(match &self.site {
                Some(site) => permalink::write(site, request, document.expected_deaths()),
                None => query::write(request),
            });
        }
    }
}

fn unknown(name: &str, known: &[Leaf]) -> String {
    let names = || known.iter().map(|leaf| leaf.name.as_str()).chain([LINK]);
    let meant = nearest(name, names()).map_or_else(String::new, |name| format!("; did you mean {name}?"));
    let all: Vec<&str> = names().collect();
    format!("\"{name}\" is not a result{meant}\nThe results are: {}", all.join(", "))
}

/// A place in the document.
#[derive(Default)]
struct Node {
    children: Vec<(String, Self)>,
    /// Its children are the items of a list.
    list: bool,
    /// The cell of a leaf that is asked for.
    slot: Option<usize>,
}

/// A number of the document, or a text.
struct Leaf {
    path: Vec<String>,
    name: String,
    /// It is no item of a list, or it stands for its item.
    by_itself: bool,
}

/// The places of every document that there can be.
fn learn() -> Node {
    let mut root = Node::default();
    let default = Request::default();
    for range in [false, true] {
        for belief in harm_core::Family::NAMES {
            let request = default.with_range(range).with(Control::Field(Key::Belief), Value::Word(belief));
            root.learn(&write_without_curve(&request.unwrap_or_default()));
        }
    }
    // What says how the document came about is no result of it.
    root.children.retain(|(name, _)| !["version", "scenario", "warnings", "software"].contains(&name.as_str()));
    root
}

impl Node {
    fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|(known, _)| known == name).map(|(_, node)| node)
    }

    fn is_leaf(&self) -> bool {
        self.children.is_empty() && !self.list
    }

    /// Adds the places of a value of JSON.
    fn learn(&mut self, json: &str) {
        if let Ok(members) = members(json) {
            for (name, value) in &members {
                self.enter(name).learn(value.get());
            }
        } else if let Ok(items) = serde_json::from_str::<Vec<&RawValue>>(json) {
            self.list = true;
            for members in items.iter().filter_map(|item| members(item.get()).ok()) {
                let Some(((_, first), others)) = members.split_first() else { continue };
                let item = self.enter(first.get().trim_matches('"'));
                for (name, value) in others {
                    item.enter(name).learn(value.get());
                }
            }
        }
    }

    fn enter(&mut self, name: &str) -> &mut Self {
        let at = self.children.iter().position(|(known, _)| known == name).unwrap_or_else(|| {
            self.children.push((name.to_string(), Self::default()));
            self.children.len() - 1
        });
        &mut self.children[at].1
    }

    /// Lists the leaves in the order of the document.
    fn list(&self, path: &mut Vec<String>, in_list: bool, leaves: &mut Vec<Leaf>) {
        for (name, node) in &self.children {
            path.push(name.clone());
            if node.is_leaf() {
                let by_itself = !in_list || name == "elasticity";
                leaves.push(Leaf { name: name_of(path), path: path.clone(), by_itself });
            }
            node.list(path, in_list || node.list, leaves);
            path.pop();
        }
    }

    /// Gives each leaf its slot, in the order of [`Self::list`], and forgets those that have none.
    fn keep(&mut self, slots: &mut impl Iterator<Item = Option<usize>>) {
        for (_, node) in &mut self.children {
            if node.is_leaf() {
                node.slot = slots.next().flatten();
            }
            node.keep(slots);
        }
        self.children.retain(|(_, node)| node.slot.is_some() || !node.children.is_empty());
    }
}

/// The name of a path.
fn name_of(path: &[String]) -> String {
    if path == ["assessment", "risk"] {
        return String::from("total_risk");
    }
    let said: Vec<&str> = path.iter().map(String::as_str).filter(|part| !UNSAID.contains(part)).collect();
    let said: Vec<&str> = said.into_iter().map(|part| part.strip_suffix("_interval").unwrap_or(part)).collect();
    let word = |c: char| if c.is_ascii_alphanumeric() || c == '.' || c == '-' { c.to_ascii_lowercase() } else { '_' };
    said.join("_").chars().map(word).collect()
}

/// Puts the leaves of a value into their cells.
struct Fill<'a> {
    node: &'a Node,
    cells: &'a mut [Cell],
    /// The value is an item of a list, whose first member names it.
    item: bool,
}

impl Fill<'_> {
    fn put(self, cell: impl FnOnce() -> Cell) {
        if let Some(place) = self.node.slot.and_then(|slot| self.cells.get_mut(slot)) {
            *place = cell();
        }
    }
}

/// The members of an object or the items of a list.
struct Parts<'a> {
    node: &'a Node,
    cells: &'a mut [Cell],
    /// The next member that is looked for: they come in the order in which they were learnt.
    next: usize,
    /// Nothing of this list's item is known before its first member.
    unnamed: bool,
}

impl SerializeStruct for Parts<'_> {
    type Ok = ();
    type Error = fmt::Error;

    fn serialize_field<T: ?Sized + Serialize>(&mut self, key: &'static str, value: &T) -> fmt::Result {
        if self.unnamed {
            let name = serde_json::to_string(value).map_err(|_| fmt::Error)?;
            static NOTHING: Node = Node { children: Vec::new(), list: false, slot: None };
            self.node = self.node.child(name.trim_matches('"')).unwrap_or(&NOTHING);
            self.unnamed = false;
            return Ok(());
        }
        let rest = self.node.children.get(self.next..).unwrap_or_default();
        let Some(at) = rest.iter().position(|(name, _)| name == key) else { return Ok(()) };
        self.next += at + 1;
        value.serialize(Fill { node: &rest[at].1, cells: self.cells, item: false })
    }

    fn end(self) -> fmt::Result {
        Ok(())
    }
}

impl SerializeSeq for Parts<'_> {
    type Ok = ();
    type Error = fmt::Error;

    fn serialize_element<T: ?Sized + Serialize>(&mut self, value: &T) -> fmt::Result {
        value.serialize(Fill { node: self.node, cells: self.cells, item: true })
    }

    fn end(self) -> fmt::Result {
        Ok(())
    }
}

/// What the document has no results of.
macro_rules! nothing {
    ($($method:ident($($type:ty),*))*) => {
        $(fn $method(self, $(_: $type),*) -> fmt::Result {
            Ok(())
        })*
    };
}

impl<'a> Serializer for Fill<'a> {
    type Ok = ();
    type Error = fmt::Error;
    type SerializeSeq = Parts<'a>;
    type SerializeStruct = Parts<'a>;
    type SerializeTuple = Impossible<(), fmt::Error>;
    type SerializeTupleStruct = Impossible<(), fmt::Error>;
    type SerializeTupleVariant = Impossible<(), fmt::Error>;
    type SerializeMap = Impossible<(), fmt::Error>;
    type SerializeStructVariant = Impossible<(), fmt::Error>;

    fn serialize_f64(self, number: f64) -> fmt::Result {
        self.put(|| Cell::Number(number));
        Ok(())
    }

    fn serialize_str(self, text: &str) -> fmt::Result {
        self.put(|| Cell::Text(text.to_string()));
        Ok(())
    }

    fn serialize_some<T: ?Sized + Serialize>(self, value: &T) -> fmt::Result {
        value.serialize(self)
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Parts<'a>, fmt::Error> {
        Ok(Parts { node: self.node, cells: self.cells, next: 0, unnamed: self.item })
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Parts<'a>, fmt::Error> {
        Ok(Parts { node: self.node, cells: self.cells, next: 0, unnamed: false })
    }

    nothing! {
        serialize_bool(bool)
        serialize_i8(i8)
        serialize_i16(i16)
        serialize_i32(i32)
        serialize_i64(i64)
        serialize_u8(u8)
        serialize_u16(u16)
        serialize_u32(u32)
        serialize_u64(u64)
        serialize_f32(f32)
        serialize_char(char)
        serialize_bytes(&[u8])
        serialize_none()
        serialize_unit()
        serialize_unit_struct(&'static str)
        serialize_unit_variant(&'static str, u32, &'static str)
    }

    fn serialize_newtype_struct<T: ?Sized + Serialize>(self, _: &'static str, value: &T) -> fmt::Result {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        value: &T,
    ) -> fmt::Result {
        value.serialize(self)
    }

    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, fmt::Error> {
        Err(fmt::Error)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeTupleStruct, fmt::Error> {
        Err(fmt::Error)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, fmt::Error> {
        Err(fmt::Error)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, fmt::Error> {
        Err(fmt::Error)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, fmt::Error> {
        Err(fmt::Error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::write;
    use crate::strategies::request;
    use proptest::prelude::*;

    fn all() -> Columns {
        let mut leaves = Vec::new();
        learn().list(&mut Vec::new(), false, &mut leaves);
        let names: Vec<&str> = leaves.iter().map(|leaf| leaf.name.as_str()).collect();
        Columns::new(&[], &names, None).unwrap()
    }

    #[test]
    fn a_column_has_the_name_of_its_place_and_no_other_has_it() {
        let columns = all();
        for name in [
            "years",
            "deaths_per_year",
            "deaths_p05",
            "one_in",
            "belief_mean",
            "belief_geometric_mean_of_odds",
            "belief_at_least_0.01_probability",
            "belief_exceedance_0.05_expected_deaths",
            "evaluations_miss_probability",
            "scale_limit_generations",
            "perspective_tolls_the_second_world_war_low",
            "sensitivity_risk",
            "sensitivity_risk_halved",
        ] {
            assert!(columns.names().iter().any(|known| known == name), "{name} is not in {:?}", columns.names());
        }
        let mut leaves = Vec::new();
        learn().list(&mut Vec::new(), false, &mut leaves);
        let mut names: Vec<String> = leaves.into_iter().map(|leaf| leaf.name).collect();
        let count = names.len();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), count);
        assert!(names.iter().all(|name| Key::from_name(name).is_none() && name != LINK), "{names:?}");
    }

    #[test]
    fn the_usual_columns_come_first_and_those_of_lenses_after_them() {
        let columns = Columns::new(&[Lens::Restraint], &["years", "expected_deaths", "pause_deaths_deferred"], None);
        let columns = columns.unwrap();
        let more = [
            "restraint_risk",
            "restraint_expected_deaths",
            "restraint_deaths_averted",
            "years",
            "pause_deaths_deferred",
        ];
        assert_eq!(columns.names()[..10], USUAL);
        assert_eq!(columns.names()[10..], more);
        assert_eq!(columns.lenses(), [Lens::Pause, Lens::Restraint]);
        assert!(
            !Columns::new(&[Lens::Belief], &[], None).unwrap().names().iter().any(|name| name.contains("at_least"))
        );
    }

    #[test]
    fn what_is_no_result_is_named_with_the_nearest() {
        let error = Columns::new(&[], &["yearrs"], None).err().unwrap();
        assert!(
            error.starts_with("\"yearrs\" is not a result; did you mean years?\nThe results are: orders_of_"),
            "{error}"
        );
    }

    #[test]
    fn a_link_is_an_address_where_the_site_is_known() {
        let request = query::parse("risk=0.02").request;
        let cell = |site| {
            let columns = Columns::new(&[], &[LINK], site).unwrap();
            let mut cells = Vec::new();
            columns.fill(&request, &mut cells);
            cells.pop().unwrap()
        };
        assert_eq!(cell(None), Cell::Text(String::from("v=1&risk=0.02")));
        let site = Site::new("https://example.org/").unwrap();
        assert_eq!(cell(Some(site)), Cell::Text(String::from("https://example.org/?v=1&risk=0.02&shows=1.6e8")));
    }

    /// Every number of a document, by the name of its path.
    fn numbers(value: &serde_json::Value, path: &mut Vec<String>, found: &mut Vec<(String, f64)>) {
        let mut enter = |name: &str, value: &serde_json::Value| {
            path.push(String::from(name));
            numbers(value, path, found);
            path.pop();
        };
        match value {
            serde_json::Value::Object(members) => {
                let result = |name: &str| !["version", "scenario", "warnings", "software", "curve"].contains(&name);
                members.iter().filter(|(name, _)| result(name)).for_each(|(name, value)| enter(name, value));
            }
            serde_json::Value::Array(items) => {
                for item in items {
                    // The map is sorted, so that the first member has to be looked for.
                    let named = ["input", "name"].into_iter().find_map(|first| item.get(first));
                    let point = if item.get("expected_deaths").is_some() { "probability" } else { "risk" };
                    let first = named.or_else(|| item.get(point)).unwrap().to_string();
                    let mut item = item.clone();
                    let own = ["input", "name", if named.is_some() { "input" } else { point }];
                    own.iter().for_each(|own| drop(item.as_object_mut().unwrap().remove(*own)));
                    enter(first.trim_matches('"'), &item);
                }
            }
            serde_json::Value::Number(number) => found.push((name_of(path), number.as_f64().unwrap())),
            _ => {}
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        #[test]
        fn every_number_of_every_document_is_a_column(request in request()) {
            let columns = all();
            let mut cells = Vec::new();
            columns.fill(&request, &mut cells);
            let mut found = Vec::new();
            let document = serde_json::from_str(&write(&request, &Lens::ALL, &[])).unwrap();
            numbers(&document, &mut Vec::new(), &mut found);
            prop_assert!(found.len() > 50);
            let mut elsewhere = 0;
            for (name, number) in &found {
                let at = columns.names().iter().position(|known| known == name);
                // Where single risks carry a part of the belief, the curve has chances of its own.
                if at.is_none() && name.starts_with("belief_exceedance_") {
                    elsewhere += 1;
                    continue;
                }
                prop_assert!(at.is_some(), "{name} is no column");
                let Cell::Number(cell) = cells[at.unwrap()] else { panic!("{name} is empty") };
                // Reading the document back may miss the last digit.
                prop_assert!((cell - number).abs() <= 1e-14 * number.abs(), "{name}: {cell} and {number}");
            }
            let filled = cells.iter().filter(|cell| matches!(cell, Cell::Number(_))).count();
            prop_assert_eq!(filled, found.len() - elsewhere);
        }
    }
}
