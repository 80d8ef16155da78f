//! What holds for the repository as a whole, beside what compilers and linters see: the invariants of ARCHITECTURE.md,
//! the form of files, links between documents, and what may come from elsewhere. Quick, and nothing is compiled.
//!
//! Each part returns its complaints, one line for each, with file and line. The rules stand where they are checked.

mod dependencies;
mod documents;
mod files;
mod third_party;
mod web;

use anyhow::Result;

use crate::cargo;

/// Checks everything, prints the complaints, and returns whether there are none.
pub(crate) fn tidy() -> Result<bool> {
    let files = files::all(&cargo::root())?;
    let metadata = dependencies::metadata()?;
    let mut complaints = files::check(&files);
    complaints.extend(documents::check(&files));
    complaints.extend(web::check(&files)?);
    complaints.extend(dependencies::check(&metadata)?);
    complaints.extend(third_party::check(&metadata, &files)?);
    for complaint in &complaints {
        println!("{complaint}");
    }
    println!("{} files, {} complaints.", files.len(), complaints.len());
    Ok(complaints.is_empty())
}
