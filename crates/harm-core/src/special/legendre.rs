//! The Gauss–Legendre rule of 16 points: the only table of numbers in the numerical methods.

/// Nodes on (0, 1) with their weights; the other half mirrors them. Computed with mpmath at 40 digits.
const RULE: [(f64, f64); 8] = [
    (0.09501250983763744, 0.1894506104550685),
    (0.2816035507792589, 0.18260341504492358),
    (0.45801677765722737, 0.16915651939500254),
    (0.6178762444026438, 0.14959598881657674),
    (0.755404408355003, 0.12462897125553388),
    (0.8656312023878318, 0.09515851168249279),
    (0.9445750230732326, 0.062253523938647894),
    (0.9894009349916499, 0.027152459411754096),
];

/// Calls `each(t, weight)` for the nodes of `panels` equal panels between two bounds; the weights sum to their distance.
pub(crate) fn nodes(from: f64, to: f64, panels: u32, mut each: impl FnMut(f64, f64)) {
    let half = 0.5 * (to - from) / f64::from(panels);
    for panel in 0..panels {
        let middle = from + half * f64::from(2 * panel + 1);
        for (t, weight) in RULE {
            each(middle - half * t, half * weight);
            each(middle + half * t, half * weight);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn polynomials_up_to_degree_31_are_exact() {
        for degree in 0..32 {
            let mut sum = 0.0;
            nodes(0.0, 1.0, 1, |t, weight| sum += weight * libm::pow(t, f64::from(degree)));
            assert!((sum * f64::from(degree + 1) - 1.0).abs() < 2e-14, "degree {degree}: {sum}");
        }
    }
}
