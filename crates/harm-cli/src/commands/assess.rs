//! `assess`: one scenario, as a report, the document or the curve.

use clap::ArgMatches;
use harm_link::json;

use crate::cli::{Format, format_of, lenses_of};
use crate::failure::Failure;
use crate::given;
use crate::output::print;
use crate::report;

pub(crate) fn run(matches: &ArgMatches) -> Result<(), Failure> {
    let (format, lenses) = (format_of(matches), lenses_of(matches));
    if format == Format::Csv && !lenses.is_empty() {
        return Err(Failure::usage(
            "--format csv is the curve, which has no lenses; use --format json, or `sweep` for a table of results",
        ));
    }
    let (request, given) = given::request(matches)?;
    match format {
        Format::Text => print(&report::write(&request, &lenses)),
        Format::Json => print(&json::write(&request, &lenses, &given.warnings)),
        Format::Csv => print(&harm_link::csv::write_curve(&request, &[], json::CURVE_POINTS)),
    }
}
