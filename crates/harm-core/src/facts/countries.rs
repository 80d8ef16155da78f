//! The people of 236 countries and areas in the middle of 2026, from the most populous.
//!
//! Names and codes are those of the source and imply nothing about anyone's status. The world as a whole is in
//! [`super::population`].

use super::in_range;
use crate::quantity::Population;

/// Where the figures are from.
pub const SOURCE: &str = super::population::SOURCE;

/// The year of the figures.
pub const YEAR: u16 = 2026;

/// A country or area.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Country {
    /// Its three-letter code in ISO 3166-1; one area has none.
    pub iso3: Option<&'static str>,
    /// Its name in the source.
    pub name: &'static str,
    /// The people who live there.
    pub population: Population,
}

impl Country {
    /// Its name as a sentence has it, in short and with its article: "the United States", "Iran".
    #[must_use]
    pub fn in_a_sentence(&self) -> &'static str {
        let spoken = self.iso3.and_then(|code| SPOKEN.binary_search_by_key(&code, |&(code, _)| code).ok());
        match spoken {
            Some(row) => SPOKEN[row].1,
            None if self.iso3.is_none() => "Kosovo",
            None => self.name,
        }
    }
}

/// The country with a code of ISO 3166-1, `DEU`, in capitals or not.
#[must_use]
pub fn by_code(iso3: &str) -> Option<&'static Country> {
    COUNTRIES.iter().find(|country| country.iso3.is_some_and(|code| code.eq_ignore_ascii_case(iso3)))
}

/// The country with about as many people: the one whose population has the ratio to `people` that is nearest to 1.
///
/// `None` for no people. It is always the nearest that there is, however far: whoever says "as many as all of …" looks
/// at the ratio first.
#[must_use]
pub fn nearest(people: f64) -> Option<&'static Country> {
    if !(people > 0.0 && people.is_finite()) {
        return None;
    }
    // Around where the number would stand in the order, the ratios are smallest.
    let place = COUNTRIES.partition_point(|country| country.population.get() > people);
    let larger = place.checked_sub(1).and_then(|row| COUNTRIES.get(row));
    match (larger, COUNTRIES.get(place)) {
        (Some(larger), Some(smaller)) => {
            let (down, up) = (people / smaller.population.get(), larger.population.get() / people);
            Some(if down <= up { smaller } else { larger })
        }
        (one, other) => one.or(other),
    }
}

const fn country(iso3: Option<&'static str>, name: &'static str, people: f64) -> Country {
    Country { iso3, name, population: in_range!(Population, people) }
}

/// Names for sentences where the source's own would not do, by code.
const SPOKEN: &[(&str, &str)] = &[
    ("ARE", "the United Arab Emirates"),
    ("BHS", "the Bahamas"),
    ("BOL", "Bolivia"),
    ("CAF", "the Central African Republic"),
    ("COD", "the Democratic Republic of the Congo"),
    ("COG", "the Republic of the Congo"),
    ("COK", "the Cook Islands"),
    ("COM", "the Comoros"),
    ("CYM", "the Cayman Islands"),
    ("DOM", "the Dominican Republic"),
    ("FLK", "the Falkland Islands"),
    ("FRO", "the Faroe Islands"),
    ("FSM", "Micronesia"),
    ("GBR", "the United Kingdom"),
    ("GMB", "the Gambia"),
    ("HKG", "Hong Kong"),
    ("IMN", "the Isle of Man"),
    ("IRN", "Iran"),
    ("KOR", "South Korea"),
    ("LAO", "Laos"),
    ("MAC", "Macao"),
    ("MAF", "Saint Martin"),
    ("MDA", "Moldova"),
    ("MDV", "the Maldives"),
    ("MHL", "the Marshall Islands"),
    ("MNP", "the Northern Mariana Islands"),
    ("NLD", "the Netherlands"),
    ("PHL", "the Philippines"),
    ("PRK", "North Korea"),
    ("PSE", "the State of Palestine"),
    ("RUS", "Russia"),
    ("SLB", "the Solomon Islands"),
    ("SXM", "Sint Maarten"),
    ("SYC", "the Seychelles"),
    ("SYR", "Syria"),
    ("TCA", "the Turks and Caicos Islands"),
    ("TWN", "Taiwan"),
    ("TZA", "Tanzania"),
    ("USA", "the United States"),
    ("VEN", "Venezuela"),
    ("VGB", "the British Virgin Islands"),
    ("VIR", "the United States Virgin Islands"),
    ("VNM", "Vietnam"),
    ("WLF", "Wallis and Futuna"),
];

/// The countries and areas, from the most populous.
pub const COUNTRIES: &[Country] = &[
    country(Some("IND"), "India", 1_476_625_576.0),
    country(Some("CHN"), "China", 1_412_914_088.0),
    country(Some("USA"), "United States of America", 349_035_494.0),
    country(Some("IDN"), "Indonesia", 287_886_782.0),
    country(Some("PAK"), "Pakistan", 259_299_792.0),
    country(Some("NGA"), "Nigeria", 242_431_832.0),
    country(Some("BRA"), "Brazil", 213_562_666.0),
    country(Some("BGD"), "Bangladesh", 177_818_044.0),
    country(Some("RUS"), "Russian Federation", 143_394_458.0),
    country(Some("ETH"), "Ethiopia", 138_902_185.0),
    country(Some("MEX"), "Mexico", 132_997_658.0),
    country(Some("JPN"), "Japan", 122_427_731.0),
    country(Some("EGY"), "Egypt", 120_101_176.0),
    country(Some("PHL"), "Philippines", 117_724_472.0),
    country(Some("COD"), "Democratic Republic of the Congo", 116_452_162.0),
    country(Some("VNM"), "Viet Nam", 102_177_431.0),
    country(Some("IRN"), "Iran (Islamic Republic of)", 93_168_498.0),
    country(Some("TUR"), "Türkiye", 87_926_082.0),
    country(Some("DEU"), "Germany", 83_644_258.0),
    country(Some("TZA"), "United Republic of Tanzania", 72_563_780.0),
    country(Some("THA"), "Thailand", 71_559_614.0),
    country(Some("GBR"), "United Kingdom", 69_931_528.0),
    country(Some("FRA"), "France", 66_746_400.0),
    country(Some("ZAF"), "South Africa", 65_453_084.0),
    country(Some("ITA"), "Italy", 58_926_167.0),
    country(Some("KEN"), "Kenya", 58_636_412.0),
    country(Some("MMR"), "Myanmar", 55_184_819.0),
    country(Some("COL"), "Colombia", 53_936_226.0),
    country(Some("SDN"), "Sudan", 53_282_718.0),
    country(Some("UGA"), "Uganda", 52_761_470.0),
    country(Some("KOR"), "Republic of Korea", 51_600_388.0),
    country(Some("DZA"), "Algeria", 48_028_334.0),
    country(Some("IRQ"), "Iraq", 48_007_437.0),
    country(Some("ESP"), "Spain", 47_850_792.0),
    country(Some("ARG"), "Argentina", 46_003_734.0),
    country(Some("AFG"), "Afghanistan", 45_047_068.0),
    country(Some("YEM"), "Yemen", 42_961_653.0),
    country(Some("CAN"), "Canada", 40_467_728.0),
    country(Some("AGO"), "Angola", 40_215_180.0),
    country(Some("UKR"), "Ukraine", 39_535_848.0),
    country(Some("MAR"), "Morocco", 38_762_441.0),
    country(Some("POL"), "Poland", 37_843_189.0),
    country(Some("UZB"), "Uzbekistan", 37_724_222.0),
    country(Some("MOZ"), "Mozambique", 36_639_850.0),
    country(Some("MYS"), "Malaysia", 36_385_114.0),
    country(Some("GHA"), "Ghana", 35_697_557.0),
    country(Some("SAU"), "Saudi Arabia", 35_165_787.0),
    country(Some("PER"), "Peru", 34_922_148.0),
    country(Some("MDG"), "Madagascar", 33_522_052.0),
    country(Some("CIV"), "Côte d'Ivoire", 33_494_346.0),
    country(Some("CMR"), "Cameroon", 30_640_816.0),
    country(Some("NPL"), "Nepal", 29_629_410.0),
    country(Some("NER"), "Niger", 28_814_878.0),
    country(Some("VEN"), "Venezuela (Bolivarian Republic of)", 28_633_710.0),
    country(Some("AUS"), "Australia", 27_227_096.0),
    country(Some("PRK"), "Dem. People's Republic of Korea", 26_633_691.0),
    country(Some("SYR"), "Syrian Arab Republic", 26_472_497.0),
    country(Some("MLI"), "Mali", 25_932_275.0),
    country(Some("BFA"), "Burkina Faso", 24_601_700.0),
    country(Some("LKA"), "Sri Lanka", 23_348_315.0),
    country(Some("TWN"), "China, Taiwan Province of China", 23_011_292.0),
    country(Some("MWI"), "Malawi", 22_785_535.0),
    country(Some("ZMB"), "Zambia", 22_521_916.0),
    country(Some("TCD"), "Chad", 21_560_380.0),
    country(Some("KAZ"), "Kazakhstan", 21_083_626.0),
    country(Some("SOM"), "Somalia", 20_305_907.0),
    country(Some("CHL"), "Chile", 19_945_850.0),
    country(Some("SEN"), "Senegal", 19_366_548.0),
    country(Some("GTM"), "Guatemala", 18_967_978.0),
    country(Some("ROU"), "Romania", 18_800_604.0),
    country(Some("NLD"), "Netherlands", 18_448_776.0),
    country(Some("ECU"), "Ecuador", 18_444_506.0),
    country(Some("KHM"), "Cambodia", 18_051_220.0),
    country(Some("ZWE"), "Zimbabwe", 17_273_580.0),
    country(Some("GIN"), "Guinea", 15_441_992.0),
    country(Some("BEN"), "Benin", 15_170_420.0),
    country(Some("RWA"), "Rwanda", 14_889_693.0),
    country(Some("BDI"), "Burundi", 14_729_157.0),
    country(Some("BOL"), "Bolivia (Plurinational State of)", 12_749_291.0),
    country(Some("SSD"), "South Sudan", 12_436_037.0),
    country(Some("TUN"), "Tunisia", 12_415_138.0),
    country(Some("HTI"), "Haiti", 12_037_506.0),
    country(Some("BEL"), "Belgium", 11_774_643.0),
    country(Some("DOM"), "Dominican Republic", 11_609_500.0),
    country(Some("JOR"), "Jordan", 11_589_532.0),
    country(Some("ARE"), "United Arab Emirates", 11_574_682.0),
    country(Some("HND"), "Honduras", 11_184_760.0),
    country(Some("TJK"), "Tajikistan", 10_978_598.0),
    country(Some("PNG"), "Papua New Guinea", 10_947_848.0),
    country(Some("CUB"), "Cuba", 10_892_659.0),
    country(Some("SWE"), "Sweden", 10_701_046.0),
    country(Some("CZE"), "Czechia", 10_527_780.0),
    country(Some("AZE"), "Azerbaijan", 10_454_855.0),
    country(Some("PRT"), "Portugal", 10_395_362.0),
    country(Some("TGO"), "Togo", 9_930_918.0),
    country(Some("GRC"), "Greece", 9_897_116.0),
    country(Some("ISR"), "Israel", 9_647_689.0),
    country(Some("HUN"), "Hungary", 9_585_818.0),
    country(Some("AUT"), "Austria", 9_107_266.0),
    country(Some("CHE"), "Switzerland", 9_007_798.0),
    country(Some("SLE"), "Sierra Leone", 8_996_744.0),
    country(Some("BLR"), "Belarus", 8_937_018.0),
    country(Some("LAO"), "Lao People's Democratic Republic", 7_974_018.0),
    country(Some("TKM"), "Turkmenistan", 7_736_631.0),
    country(Some("LBY"), "Libya", 7_539_852.0),
    country(Some("KGZ"), "Kyrgyzstan", 7_400_464.0),
    country(Some("HKG"), "China, Hong Kong SAR", 7_378_602.0),
    country(Some("NIC"), "Nicaragua", 7_097_329.0),
    country(Some("PRY"), "Paraguay", 7_095_280.0),
    country(Some("BGR"), "Bulgaria", 6_667_660.0),
    country(Some("SRB"), "Serbia", 6_641_964.0),
    country(Some("COG"), "Congo", 6_637_786.0),
    country(Some("SLV"), "El Salvador", 6_391_254.0),
    country(Some("DNK"), "Denmark", 6_023_521.0),
    country(Some("SGP"), "Singapore", 5_905_747.0),
    country(Some("LBN"), "Lebanon", 5_897_466.0),
    country(Some("LBR"), "Liberia", 5_853_949.0),
    country(Some("CAF"), "Central African Republic", 5_698_984.0),
    country(Some("PSE"), "State of Palestine", 5_692_790.0),
    country(Some("OMN"), "Oman", 5_671_458.0),
    country(Some("NOR"), "Norway", 5_652_988.0),
    country(Some("FIN"), "Finland", 5_621_738.0),
    country(Some("MRT"), "Mauritania", 5_461_319.0),
    country(Some("SVK"), "Slovakia", 5_451_342.0),
    country(Some("IRL"), "Ireland", 5_356_950.0),
    country(Some("NZL"), "New Zealand", 5_287_479.0),
    country(Some("CRI"), "Costa Rica", 5_174_789.0),
    country(Some("KWT"), "Kuwait", 5_102_773.0),
    country(Some("PAN"), "Panama", 4_625_718.0),
    country(Some("HRV"), "Croatia", 3_822_345.0),
    country(Some("GEO"), "Georgia", 3_804_641.0),
    country(Some("ERI"), "Eritrea", 3_682_669.0),
    country(Some("MNG"), "Mongolia", 3_556_798.0),
    country(Some("URY"), "Uruguay", 3_382_537.0),
    country(Some("PRI"), "Puerto Rico", 3_222_688.0),
    country(Some("QAT"), "Qatar", 3_173_560.0),
    country(Some("NAM"), "Namibia", 3_153_246.0),
    country(Some("BIH"), "Bosnia and Herzegovina", 3_114_242.0),
    country(Some("MDA"), "Republic of Moldova", 2_961_254.0),
    country(Some("ARM"), "Armenia", 2_930_915.0),
    country(Some("GMB"), "Gambia", 2_884_080.0),
    country(Some("JAM"), "Jamaica", 2_833_404.0),
    country(Some("LTU"), "Lithuania", 2_797_338.0),
    country(Some("ALB"), "Albania", 2_751_025.0),
    country(Some("GAB"), "Gabon", 2_647_400.0),
    country(Some("BWA"), "Botswana", 2_603_388.0),
    country(Some("LSO"), "Lesotho", 2_389_336.0),
    country(Some("GNB"), "Guinea-Bissau", 2_297_808.0),
    country(Some("SVN"), "Slovenia", 2_114_574.0),
    country(Some("GNQ"), "Equatorial Guinea", 1_984_468.0),
    country(Some("LVA"), "Latvia", 1_835_934.0),
    country(Some("MKD"), "North Macedonia", 1_804_062.0),
    country(Some("BHR"), "Bahrain", 1_675_572.0),
    country(None, "Kosovo (under UNSC res. 1244)", 1_666_992.0),
    country(Some("TTO"), "Trinidad and Tobago", 1_513_268.0),
    country(Some("TLS"), "Timor-Leste", 1_436_923.0),
    country(Some("CYP"), "Cyprus", 1_382_334.0),
    country(Some("EST"), "Estonia", 1_331_062.0),
    country(Some("SWZ"), "Eswatini", 1_269_858.0),
    country(Some("MUS"), "Mauritius", 1_265_058.0),
    country(Some("DJI"), "Djibouti", 1_199_460.0),
    country(Some("FJI"), "Fiji", 937_282.0),
    country(Some("COM"), "Comoros", 899_010.0),
    country(Some("REU"), "Réunion", 886_298.0),
    country(Some("SLB"), "Solomon Islands", 858_287.0),
    country(Some("GUY"), "Guyana", 840_890.0),
    country(Some("BTN"), "Bhutan", 802_214.0),
    country(Some("MAC"), "China, Macao SAR", 723_188.0),
    country(Some("LUX"), "Luxembourg", 687_448.0),
    country(Some("SUR"), "Suriname", 645_256.0),
    country(Some("MNE"), "Montenegro", 626_233.0),
    country(Some("ESH"), "Western Sahara", 610_813.0),
    country(Some("MLT"), "Malta", 549_011.0),
    country(Some("MDV"), "Maldives", 531_517.0),
    country(Some("CPV"), "Cabo Verde", 529_630.0),
    country(Some("BRN"), "Brunei Darussalam", 469_775.0),
    country(Some("BLZ"), "Belize", 428_644.0),
    country(Some("BHS"), "Bahamas", 404_629.0),
    country(Some("ISL"), "Iceland", 402_329.0),
    country(Some("GLP"), "Guadeloupe", 372_453.0),
    country(Some("MYT"), "Mayotte", 347_536.0),
    country(Some("VUT"), "Vanuatu", 342_564.0),
    country(Some("MTQ"), "Martinique", 337_711.0),
    country(Some("GUF"), "French Guiana", 318_871.0),
    country(Some("NCL"), "New Caledonia", 297_893.0),
    country(Some("PYF"), "French Polynesia", 283_076.0),
    country(Some("BRB"), "Barbados", 282_725.0),
    country(Some("STP"), "Sao Tome and Principe", 244_993.0),
    country(Some("WSM"), "Samoa", 220_528.0),
    country(Some("CUW"), "Curaçao", 185_440.0),
    country(Some("LCA"), "Saint Lucia", 180_488.0),
    country(Some("GUM"), "Guam", 170_185.0),
    country(Some("KIR"), "Kiribati", 138_445.0),
    country(Some("SYC"), "Seychelles", 134_959.0),
    country(Some("GRD"), "Grenada", 117_362.0),
    country(Some("FSM"), "Micronesia (Fed. States of)", 114_182.0),
    country(Some("ABW"), "Aruba", 108_164.0),
    country(Some("JEY"), "Jersey", 104_106.0),
    country(Some("TON"), "Tonga", 103_291.0),
    country(Some("VCT"), "Saint Vincent and the Grenadines", 99_244.0),
    country(Some("ATG"), "Antigua and Barbuda", 94_626.0),
    country(Some("IMN"), "Isle of Man", 84_054.0),
    country(Some("AND"), "Andorra", 83_753.0),
    country(Some("VIR"), "United States Virgin Islands", 83_400.0),
    country(Some("CYM"), "Cayman Islands", 77_196.0),
    country(Some("DMA"), "Dominica", 65_511.0),
    country(Some("GGY"), "Guernsey", 64_610.0),
    country(Some("BMU"), "Bermuda", 64_459.0),
    country(Some("FRO"), "Faroe Islands", 56_526.0),
    country(Some("GRL"), "Greenland", 55_628.0),
    country(Some("TCA"), "Turks and Caicos Islands", 47_148.0),
    country(Some("KNA"), "Saint Kitts and Nevis", 46_992.0),
    country(Some("ASM"), "American Samoa", 45_318.0),
    country(Some("SXM"), "Sint Maarten (Dutch part)", 44_447.0),
    country(Some("MNP"), "Northern Mariana Islands", 42_914.0),
    country(Some("GIB"), "Gibraltar", 40_866.0),
    country(Some("LIE"), "Liechtenstein", 40_368.0),
    country(Some("VGB"), "British Virgin Islands", 39_936.0),
    country(Some("MCO"), "Monaco", 38_087.0),
    country(Some("MHL"), "Marshall Islands", 35_075.0),
    country(Some("SMR"), "San Marino", 33_605.0),
    country(Some("BES"), "Bonaire, Sint Eustatius and Saba", 31_913.0),
    country(Some("MAF"), "Saint Martin (French part)", 23_898.0),
    country(Some("PLW"), "Palau", 17_614.0),
    country(Some("AIA"), "Anguilla", 14_817.0),
    country(Some("COK"), "Cook Islands", 12_826.0),
    country(Some("NRU"), "Nauru", 12_102.0),
    country(Some("BLM"), "Saint Barthélemy", 11_550.0),
    country(Some("WLF"), "Wallis and Futuna Islands", 11_113.0),
    country(Some("TUV"), "Tuvalu", 9_362.0),
    country(Some("SPM"), "Saint Pierre and Miquelon", 5_514.0),
    country(Some("SHN"), "Saint Helena", 5_148.0),
    country(Some("MSR"), "Montserrat", 4_328.0),
    country(Some("FLK"), "Falkland Islands (Malvinas)", 3_465.0),
    country(Some("TKL"), "Tokelau", 2_691.0),
    country(Some("NIU"), "Niue", 1_822.0),
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn countries_come_from_the_most_populous_and_none_twice() {
        assert!(COUNTRIES.is_sorted_by(|a, b| a.population > b.population));
        let names: BTreeSet<_> = COUNTRIES.iter().map(|country| country.name).collect();
        let spoken: BTreeSet<_> = COUNTRIES.iter().map(Country::in_a_sentence).collect();
        let codes: BTreeSet<_> = COUNTRIES.iter().filter_map(|country| country.iso3).collect();
        assert_eq!((names.len(), spoken.len(), codes.len()), (COUNTRIES.len(), COUNTRIES.len(), COUNTRIES.len() - 1));
    }

    #[test]
    fn codes_are_three_capitals_and_populations_those_of_places() {
        for country in COUNTRIES {
            let capitals = |code: &str| code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase());
            assert!(country.iso3.is_none_or(capitals), "{country:?}");
            assert!((1e3..1.5e9).contains(&country.population.get()), "{country:?}");
            assert_eq!(country.population.get().fract(), 0.0, "{country:?}");
        }
    }

    #[test]
    fn a_country_is_found_by_its_code() {
        assert_eq!(by_code("DEU").map(|country| country.population.get()), Some(83_644_258.0));
        assert_eq!(by_code("deu"), by_code("DEU"));
        assert_eq!(by_code(""), None);
        assert_eq!(by_code("XXX"), None);
        for country in COUNTRIES {
            assert!(country.iso3.is_none_or(|code| by_code(code) == Some(country)));
        }
    }

    #[test]
    fn the_nearest_country_is_nearest_in_ratio() {
        let name = |people| nearest(people).map(Country::in_a_sentence);
        assert_eq!(name(80e6), Some("Germany"));
        assert_eq!(name(8e9), Some("India"));
        assert_eq!(name(1.0), Some("Niue"));
        // Between 349,035,494 and 1,412,914,088 the geometric mean is 702 million, not 881.
        assert_eq!(name(700e6), Some("the United States"));
        assert_eq!(name(704e6), Some("China"));
        for people in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            assert_eq!(nearest(people), None);
        }
        for country in COUNTRIES {
            assert_eq!(nearest(country.population.get()), Some(country));
        }
    }

    #[test]
    fn names_for_sentences_are_in_order_and_each_is_used() {
        assert!(SPOKEN.is_sorted_by(|a, b| a.0 < b.0));
        for (code, name) in SPOKEN {
            assert_eq!(by_code(code).map(Country::in_a_sentence), Some(*name), "{code}");
        }
        assert!(COUNTRIES.iter().all(|country| !country.in_a_sentence().contains(['(', ','])
            || country.in_a_sentence() == "Bonaire, Sint Eustatius and Saba"));
    }
}
