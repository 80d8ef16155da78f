//! One export a crate, so that its size in WebAssembly can be measured:
//!
//! `cargo rustc --release --lib --target wasm32-unknown-unknown --features size-statrs && brotli -c … | wc -c`
#![allow(unsafe_code, reason = "an export of WebAssembly has a name of its own")]

/// The regularised incomplete beta function, its inverse, and the logarithm of the beta function.
#[unsafe(no_mangle)]
pub extern "C" fn beta(a: f64, b: f64, p: f64) -> f64 {
    let _ = (a, b, p);
    #[cfg(feature = "size-puruspe")]
    return puruspe::betai(a, b, p) + puruspe::invbetai(p, a, b) + puruspe::ln_gamma(a);
    #[cfg(feature = "size-statrs")]
    return statrs::function::beta::beta_reg(a, b, p)
        + statrs::function::beta::inv_beta_reg(a, b, p)
        + statrs::function::beta::ln_beta(a, b);
    #[cfg(feature = "size-special")]
    {
        use special::Beta;
        let ln_beta = a.ln_beta(b);
        return p.inc_beta(a, b, ln_beta) + p.inv_inc_beta(a, b, ln_beta);
    }
    #[cfg(feature = "size-own")]
    {
        use harm_core::belief::{Belief, Beta, Sharing};
        use harm_core::quantity::{OpenProbability, Probability, Weight};
        let (Ok(mean), Ok(weight), Ok(q)) = (Probability::new(a), Weight::new(b), OpenProbability::new(p)) else {
            return 0.0;
        };
        let Ok(threshold) = Probability::new(p) else { return 0.0 };
        let belief = Belief::Beta(Beta { mean, weight });
        return belief.at_least(threshold) + belief.quantile(q) + belief.risk(p, Sharing::Shared);
    }
    #[allow(unreachable_code, reason = "with no feature this is the size of nothing")]
    0.0
}
