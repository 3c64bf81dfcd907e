//! Streaming gzip decompression.

use std::io::{self, Write};

use bytes::Bytes;
use flate2::write::MultiGzDecoder;

/// The number of compressed bytes per step. The ratio of gzip is at most about 1000, so a step
/// produces at most 4 MiB.
const STEP_BYTES: usize = 4 * 1024;

/// Decompresses gzip chunk by chunk.
pub(crate) struct Gunzip {
    decoder: MultiGzDecoder<Vec<u8>>,
    pending: Bytes,
    is_empty: bool,
}

impl Gunzip {
    /// Creates a decompressor without input.
    pub(crate) fn new() -> Self {
        Self {
            decoder: MultiGzDecoder::new(Vec::new()),
            pending: Bytes::new(),
            is_empty: true,
        }
    }

    /// Sets the next chunk, after [`step`](Self::step) has returned `None`.
    pub(crate) fn feed(&mut self, chunk: Bytes) {
        self.is_empty &= chunk.is_empty();
        self.pending = chunk;
    }

    /// Returns the next decompressed bytes; `None` if it needs the next chunk first.
    ///
    /// # Errors
    ///
    /// Returns an error if the input is not valid gzip.
    pub(crate) fn step(&mut self) -> io::Result<Option<Bytes>> {
        while !self.pending.is_empty() {
            let part = self.pending.split_to(STEP_BYTES.min(self.pending.len()));
            self.decoder.write_all(&part)?;
            self.decoder.flush()?;
            let bytes = std::mem::take(self.decoder.get_mut());
            if !bytes.is_empty() {
                return Ok(Some(bytes.into()));
            }
        }
        Ok(None)
    }

    /// Returns the last decompressed bytes after the last chunk; an empty body is valid.
    ///
    /// # Errors
    ///
    /// Returns an error if the input is not valid gzip or ended early.
    pub(crate) fn finish(mut self) -> io::Result<Bytes> {
        if !self.is_empty {
            self.decoder.try_finish()?;
        }
        Ok(std::mem::take(self.decoder.get_mut()).into())
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn gzip(body: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(body).unwrap();
        encoder.finish().unwrap()
    }

    /// Decompresses the body in chunks; returns all bytes and the length of the longest step.
    fn gunzip(body: &[u8], chunk: usize) -> io::Result<(Vec<u8>, usize)> {
        let (mut gunzip, mut all, mut longest) = (Gunzip::new(), Vec::new(), 0);
        for chunk in body.chunks(chunk) {
            gunzip.feed(Bytes::copy_from_slice(chunk));
            while let Some(bytes) = gunzip.step()? {
                longest = longest.max(bytes.len());
                all.extend_from_slice(&bytes);
            }
        }
        all.extend_from_slice(&gunzip.finish()?);
        Ok((all, longest))
    }

    #[test]
    fn the_size_of_chunks_does_not_matter() {
        let text = (0..2000_u32)
            .map(|number| number.to_string())
            .collect::<String>();
        let body = [gzip(text.as_bytes()), gzip(b"end")].concat();
        for chunk in [1, 7, 1000, body.len()] {
            let (all, _) = gunzip(&body, chunk).unwrap();
            assert!(all == format!("{text}end").as_bytes(), "{chunk}");
        }
        assert_eq!(gunzip(b"", 1).unwrap().0, b"");
    }

    #[test]
    fn invalid_and_truncated_input_is_an_error() {
        let body = gzip(b"hello");
        assert!(gunzip(b"hello", 5).is_err());
        assert!(gunzip(&body[..body.len() - 1], 5).is_err());
        let mut wrong = body;
        let last = wrong.len() - 5;
        wrong[last] ^= 1;
        assert!(gunzip(&wrong, 5).is_err());
    }

    #[test]
    fn a_bomb_is_decompressed_in_bounded_steps() {
        let body = gzip(&vec![b' '; 20_000_000]);
        let (all, longest) = gunzip(&body, body.len()).unwrap();
        assert_eq!(all.len(), 20_000_000);
        assert!(longest <= STEP_BYTES * 1100, "{longest}");
    }
}
