//! The people of the world and those who die, by year.
//!
//! People at the middle of the year and deaths in the course of it, from the first year on, without a gap. Estimates and
//! the medium variant of the projection. Countries are in [`super::countries`].

use super::in_range;
use crate::quantity::{Deaths, Population};

/// Where the figures are from.
pub const SOURCE: &str = "United Nations, World Population Prospects 2024, medium variant (CC BY 3.0 IGO); the middle of a year is the mean of \
     the first of January before and after it";

/// The world in a year.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WorldYear {
    /// The year.
    pub year: u16,
    /// People alive at its middle.
    pub population: Population,
    /// Deaths in its course, of all causes.
    pub deaths: Deaths,
}

/// The world in a year; `None` outside the table.
#[must_use]
pub fn in_year(year: u16) -> Option<&'static WorldYear> {
    let row = year.checked_sub(WORLD[0].year)?;
    WORLD.get(usize::from(row))
}

const fn year(year: u16, people: f64, deaths: f64) -> WorldYear {
    WorldYear { year, population: in_range!(Population, people), deaths: in_range!(Deaths, deaths) }
}

/// The world by year, from 2023 to 2100.
pub const WORLD: &[WorldYear] = &[
    year(2023, 8_091_700_000.0, 61_650_000.0),
    year(2024, 8_162_000_000.0, 62_389_498.0),
    year(2025, 8_231_613_070.0, 63_135_984.0),
    year(2026, 8_300_678_396.0, 63_637_314.0),
    year(2027, 8_369_094_344.0, 64_625_684.0),
    year(2028, 8_436_618_887.0, 65_677_933.0),
    year(2029, 8_503_285_323.0, 66_739_327.0),
    year(2030, 8_569_124_911.0, 67_826_883.0),
    year(2031, 8_634_119_334.0, 68_954_190.0),
    year(2032, 8_698_229_812.0, 70_103_040.0),
    year(2033, 8_761_449_081.0, 71_288_509.0),
    year(2034, 8_823_784_908.0, 72_486_091.0),
    year(2035, 8_885_210_181.0, 73_713_697.0),
    year(2036, 8_945_686_615.0, 74_948_334.0),
    year(2037, 9_005_152_624.0, 76_206_085.0),
    year(2038, 9_063_572_926.0, 77_449_621.0),
    year(2039, 9_120_928_380.0, 78_710_135.0),
    year(2040, 9_177_190_202.0, 79_950_500.0),
    year(2041, 9_232_281_575.0, 81_208_612.0),
    year(2042, 9_286_110_370.0, 82_442_508.0),
    year(2043, 9_338_661_314.0, 83_672_377.0),
    year(2044, 9_389_873_694.0, 84_890_474.0),
    year(2045, 9_439_639_668.0, 86_093_328.0),
    year(2046, 9_487_889_604.0, 87_281_955.0),
    year(2047, 9_534_545_978.0, 88_448_277.0),
    year(2048, 9_579_536_043.0, 89_606_970.0),
    year(2049, 9_622_824_028.0, 90_746_284.0),
    year(2050, 9_664_378_587.0, 91_876_624.0),
    year(2051, 9_704_192_304.0, 92_985_500.0),
    year(2052, 9_742_264_515.0, 94_083_766.0),
    year(2053, 9_778_614_614.0, 95_173_328.0),
    year(2054, 9_813_251_659.0, 96_249_261.0),
    year(2055, 9_846_237_571.0, 97_293_117.0),
    year(2056, 9_877_680_392.0, 98_309_318.0),
    year(2057, 9_907_637_193.0, 99_309_969.0),
    year(2058, 9_936_164_379.0, 100_282_941.0),
    year(2059, 9_963_337_082.0, 101_241_938.0),
    year(2060, 9_989_232_292.0, 102_156_931.0),
    year(2061, 10_013_916_213.0, 103_025_274.0),
    year(2062, 10_037_466_600.0, 103_869_600.0),
    year(2063, 10_059_950_035.0, 104_677_860.0),
    year(2064, 10_081_402_736.0, 105_484_569.0),
    year(2065, 10_101_849_561.0, 106_272_787.0),
    year(2066, 10_121_317_108.0, 107_031_791.0),
    year(2067, 10_139_808_360.0, 107_798_927.0),
    year(2068, 10_157_301_940.0, 108_554_383.0),
    year(2069, 10_173_782_134.0, 109_292_495.0),
    year(2070, 10_189_241_959.0, 110_034_875.0),
    year(2071, 10_203_681_568.0, 110_769_663.0),
    year(2072, 10_217_055_169.0, 111_528_947.0),
    year(2073, 10_229_327_824.0, 112_257_932.0),
    year(2074, 10_240_485_056.0, 112_984_180.0),
    year(2075, 10_250_496_431.0, 113_706_800.0),
    year(2076, 10_259_351_432.0, 114_416_767.0),
    year(2077, 10_267_045_022.0, 115_099_191.0),
    year(2078, 10_273_556_322.0, 115_749_028.0),
    year(2079, 10_278_887_473.0, 116_356_646.0),
    year(2080, 10_283_078_028.0, 116_924_254.0),
    year(2081, 10_286_161_735.0, 117_418_484.0),
    year(2082, 10_288_205_050.0, 117_862_432.0),
    year(2083, 10_289_247_324.0, 118_269_521.0),
    year(2084, 10_289_315_244.0, 118_618_883.0),
    year(2085, 10_288_456_599.0, 118_940_918.0),
    year(2086, 10_286_708_360.0, 119_206_460.0),
    year(2087, 10_284_111_374.0, 119_458_178.0),
    year(2088, 10_280_704_572.0, 119_684_148.0),
    year(2089, 10_276_518_280.0, 119_919_841.0),
    year(2090, 10_271_565_071.0, 120_136_082.0),
    year(2091, 10_265_861_714.0, 120_358_537.0),
    year(2092, 10_259_408_376.0, 120_604_024.0),
    year(2093, 10_252_184_758.0, 120_878_411.0),
    year(2094, 10_244_185_837.0, 121_154_319.0),
    year(2095, 10_235_403_600.0, 121_464_647.0),
    year(2096, 10_225_850_874.0, 121_753_746.0),
    year(2097, 10_215_549_310.0, 122_077_251.0),
    year(2098, 10_204_489_862.0, 122_379_909.0),
    year(2099, 10_192_689_065.0, 122_663_590.0),
    year(2100, 10_180_160_752.0, 122_922_340.0),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_follow_each_other() {
        assert!(WORLD.windows(2).all(|pair| pair[1].year == pair[0].year + 1));
        assert_eq!((WORLD[0].year, WORLD[WORLD.len() - 1].year), (2023, 2100));
    }

    #[test]
    fn people_and_deaths_are_of_the_right_size() {
        for row in WORLD {
            assert!((8e9..10.3e9).contains(&row.population.get()), "{row:?}");
            assert!((0.007..0.0125).contains(&(row.deaths.get() / row.population.get())), "{row:?}");
        }
        // The projection has its peak in 2084.
        let peak = WORLD.iter().max_by(|a, b| a.population.get().total_cmp(&b.population.get()));
        assert_eq!(peak.map(|row| row.year), Some(2084));
    }

    #[test]
    fn a_year_outside_the_table_is_none() {
        assert_eq!(in_year(2022), None);
        assert_eq!(in_year(0), None);
        assert_eq!(in_year(2101), None);
        assert_eq!(in_year(u16::MAX), None);
        assert_eq!(in_year(2023).map(|row| row.population.get()), Some(8_091_700_000.0));
        assert_eq!(in_year(2026).map(|row| row.population.get()), Some(8_300_678_396.0));
        assert_eq!(in_year(2100).map(|row| row.deaths.get()), Some(122_922_340.0));
    }
}
