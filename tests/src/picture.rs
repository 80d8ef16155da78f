//! Pictures as pixels: read from PNG, compared, and written small enough to be kept in the repository.

use std::{collections::BTreeMap, io::Cursor};

use anyhow::{Context, Result, ensure};
use png::{BitDepth, ColorType, Compression, Decoder, Encoder, Filter, Transformations};

/// How far a colour may be off in one of red, green and blue: more than what is lost when a picture is kept in 256
/// colours, less than what an eye sees.
const TOLERANCE: u8 = 24;

/// Red, green, blue.
type Pixel = [u8; 3];

/// A picture without transparency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    width: usize,
    height: usize,
    pixels: Vec<Pixel>,
}

/// Colours that share all but their last bits, each group with the most frequent of its colours.
#[derive(Default)]
struct Groups {
    bits: u8,
    colours: BTreeMap<Pixel, Pixel>,
}

fn grouped(counts: &BTreeMap<Pixel, usize>, bits: u8) -> Groups {
    let mut colours: BTreeMap<Pixel, Pixel> = BTreeMap::new();
    for (pixel, count) in counts {
        let best = colours.entry(coarse(*pixel, bits)).or_insert(*pixel);
        if counts[best] < *count {
            *best = *pixel;
        }
    }
    Groups { bits, colours }
}

/// A colour without the last bits of its parts.
fn coarse(pixel: Pixel, bits: u8) -> Pixel {
    pixel.map(|part| part >> bits)
}

/// What two pictures do not have in common.
#[derive(Debug)]
pub struct Difference {
    /// How many pixels differ, those that only one of them has included.
    pub pixels: usize,
    /// The first picture, pale, with what differs in red.
    pub picture: Picture,
}

impl Picture {
    /// Reads a PNG.
    pub fn read(file: &[u8]) -> Result<Self> {
        let mut decoder = Decoder::new(Cursor::new(file));
        decoder.set_transformations(Transformations::EXPAND | Transformations::STRIP_16);
        let mut reader = decoder.read_info().context("this is no PNG")?;
        let mut bytes = vec![0; reader.output_buffer_size().context("the picture is too large")?];
        let frame = reader.next_frame(&mut bytes)?;
        let samples = frame.color_type.samples();
        ensure!(samples >= 3, "the picture has no colours");
        let pixels = bytes[..frame.buffer_size()].chunks_exact(samples).map(|part| [part[0], part[1], part[2]]);
        Ok(Self {
            width: usize::try_from(frame.width)?,
            height: usize::try_from(frame.height)?,
            pixels: pixels.collect(),
        })
    }

    /// Writes a PNG with at most 256 colours, a fifth as large as the browser's: colours that are nearly the same,
    /// which those at the edges of letters are, become the one of them that most pixels have.
    pub fn write_small(&self) -> Result<Vec<u8>> {
        let mut counts: BTreeMap<Pixel, usize> = BTreeMap::new();
        for pixel in &self.pixels {
            *counts.entry(*pixel).or_default() += 1;
        }
        let groups = (0..8).map(|bits| grouped(&counts, bits)).find(|groups| groups.colours.len() <= 256);
        let Groups { bits, colours } = groups.unwrap_or_default();
        let palette: Vec<Pixel> = colours.values().copied().collect();
        let places: BTreeMap<Pixel, u8> = colours.keys().copied().zip(0..=u8::MAX).collect();
        let indices: Vec<u8> = self.pixels.iter().map(|pixel| places[&coarse(*pixel, bits)]).collect();

        let mut file = Vec::new();
        let mut encoder = Encoder::new(&mut file, u32::try_from(self.width)?, u32::try_from(self.height)?);
        encoder.set_color(ColorType::Indexed);
        encoder.set_depth(BitDepth::Eight);
        encoder.set_palette(palette.concat());
        encoder.set_compression(Compression::High);
        encoder.set_filter(Filter::NoFilter);
        let mut writer = encoder.write_header()?;
        writer.write_image_data(&indices)?;
        writer.finish()?;
        Ok(file)
    }

    /// Compares with another picture. A pixel differs when neither it nor one beside it in the other picture has its
    /// colour: the edges of shapes lie a fraction of a pixel elsewhere from one run to the next.
    #[must_use]
    pub fn difference(&self, other: &Self) -> Difference {
        let (width, height) = (self.width.max(other.width), self.height.max(other.height));
        let mut pixels = Vec::with_capacity(width * height);
        let mut differing = 0;
        for y in 0..height {
            for x in 0..width {
                let same = self.near(x, y, other) && other.near(x, y, self);
                differing += usize::from(!same);
                let pale = |part: u8| u8::try_from(170 + u16::from(part) / 3).unwrap_or(u8::MAX);
                let pixel = self.at(x, y).map_or([170; 3], |pixel| pixel.map(pale));
                pixels.push(if same { pixel } else { [220, 0, 0] });
            }
        }
        Difference { pixels: differing, picture: Self { width, height, pixels } }
    }

    /// How many pixels there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.pixels.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pixels.is_empty()
    }

    /// Width and height.
    #[must_use]
    pub fn size(&self) -> (usize, usize) {
        (self.width, self.height)
    }

    fn at(&self, x: usize, y: usize) -> Option<Pixel> {
        (x < self.width && y < self.height).then(|| self.pixels[y * self.width + x])
    }

    /// Whether the other picture has this one's colour at a place or beside it.
    fn near(&self, x: usize, y: usize, other: &Self) -> bool {
        let Some(pixel) = self.at(x, y) else { return false };
        let alike = |found: Pixel| found.iter().zip(pixel).all(|(one, two)| one.abs_diff(two) <= TOLERANCE);
        if other.at(x, y).is_some_and(alike) {
            return true;
        }
        let (rows, columns) = (y.saturating_sub(1)..=y + 1, x.saturating_sub(1)..=x + 1);
        rows.into_iter().any(|y| columns.clone().any(|x| other.at(x, y).is_some_and(alike)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// White, with a black rectangle.
    fn rectangle(size: (usize, usize), left: usize, right: usize) -> Picture {
        let black = |at: usize| (left..right).contains(&(at % size.0));
        let pixels = (0..size.0 * size.1).map(|at| if black(at) { [0; 3] } else { [255; 3] }).collect();
        Picture { width: size.0, height: size.1, pixels }
    }

    #[test]
    fn a_picture_of_few_colours_is_kept_as_it_is() {
        let picture = rectangle((40, 30), 5, 20);
        let file = picture.write_small().unwrap();
        assert_eq!(Picture::read(&file).unwrap(), picture);
        assert!(file.len() < 300, "{}", file.len());
    }

    #[test]
    fn many_colours_become_similar_ones() {
        let shade = |at: usize| u8::try_from(at % 256).unwrap();
        let pixels = (0..1000).map(|at| [shade(at), 255 - shade(at), shade(at / 256)]).collect();
        let picture = Picture { width: 100, height: 10, pixels };
        let kept = Picture::read(&picture.write_small().unwrap()).unwrap();
        assert_eq!(picture.difference(&kept).pixels, 0);
    }

    #[test]
    fn what_moves_by_a_pixel_is_no_difference_and_what_moves_by_more_is() {
        let picture = rectangle((100, 10), 20, 60);
        assert_eq!(picture.difference(&rectangle((100, 10), 21, 61)).pixels, 0);
        assert_eq!(picture.difference(&rectangle((100, 10), 25, 65)).pixels, 10 * (5 + 5));
    }

    #[test]
    fn a_picture_that_is_longer_differs_in_what_it_has_more() {
        let difference = rectangle((10, 10), 0, 5).difference(&rectangle((10, 13), 0, 5));
        assert_eq!((difference.pixels, difference.picture.size()), (30, (10, 13)));
    }
}
