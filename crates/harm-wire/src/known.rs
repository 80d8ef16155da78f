//! Quantities that are constants: checked while compiling.

/// A number that is known to be in range while compiling; the build fails when it is not.
macro_rules! known {
    ($type:ident, $value:expr) => {
        const {
            match $type::new($value) {
                Ok(quantity) => quantity,
                Err(_) => panic!("a constant is out of its range"),
            }
        }
    };
}

pub(crate) use known;
