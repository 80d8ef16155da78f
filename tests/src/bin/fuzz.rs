//! Fresh bad input for a while: whatever it is, it is read or refused, and nothing breaks.
//!
//! Called by `cargo xtask fuzz`. The checks, and how the texts are made, are in the module `bad_input`.

use std::{
    env,
    process::ExitCode,
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

use acceptance::{Result, bad_input};
use anyhow::{Context, bail};

fn main() -> Result<ExitCode> {
    let mut seconds = 60;
    let mut seed = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs();
    let mut arguments = env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let number = arguments.next().and_then(|text| text.parse().ok());
        let number = number.with_context(|| format!("{argument} needs a whole number"));
        match argument.as_str() {
            "--seconds" => seconds = number?,
            "--seed" => seed = number?,
            _ => bail!("there is no option {argument}; there are --seconds and --seed"),
        }
    }
    let (began, length) = (Instant::now(), Duration::from_secs(seconds));
    println!("Bad input for {seconds} s, beginning with the seed {seed}.");
    let mut texts = 0;
    loop {
        match bad_input::round(seed)? {
            Ok(tried) => texts += tried,
            Err(failure) => {
                println!("\n{failure}\n");
                println!("To repeat this: cargo xtask fuzz --seconds 0 --seed {seed}");
                println!("When it is mended, put the text into tests/data/corpus, where it is tried for ever.");
                return Ok(ExitCode::FAILURE);
            }
        }
        if began.elapsed() >= length {
            break;
        }
        seed = seed.wrapping_add(1);
    }
    println!("{texts} texts were read or refused as they should; the last seed was {seed}.");
    Ok(ExitCode::SUCCESS)
}
