//! The application in a browser. It begins when `boot.js` or an element calls what the library exports.

#![warn(clippy::float_arithmetic)]

// What is exported is only in the program when the program uses the library.
use expected_harm_web as _;

fn main() {}
