//! Gzip undone chunk by chunk.

use std::io::{self, Write};

use bytes::Bytes;
use flate2::write::MultiGzDecoder;

/// So many compressed bytes are decompressed at once, to 4 MiB at most: gzip makes bytes a thousand
/// times fewer at best.
const STEP: usize = 4 * 1024;

/// Decompresses what it is fed.
pub(super) struct Gunzip {
    decoder: MultiGzDecoder<Vec<u8>>,
    pending: Bytes,
    is_empty: bool,
}

impl Gunzip {
    /// Nothing was fed yet.
    pub(super) fn new() -> Self {
        Self {
            decoder: MultiGzDecoder::new(Vec::new()),
            pending: Bytes::new(),
            is_empty: true,
        }
    }

    /// Takes the next chunk, once [`step`](Self::step) has nothing more.
    pub(super) fn feed(&mut self, chunk: Bytes) {
        self.is_empty &= chunk.is_empty();
        self.pending = chunk;
    }

    /// The next bytes of what was fed; none when more has to be fed first.
    pub(super) fn step(&mut self) -> io::Result<Option<Bytes>> {
        while !self.pending.is_empty() {
            let part = self.pending.split_to(STEP.min(self.pending.len()));
            self.decoder.write_all(&part)?;
            self.decoder.flush()?;
            let bytes = std::mem::take(self.decoder.get_mut());
            if !bytes.is_empty() {
                return Ok(Some(bytes.into()));
            }
        }
        Ok(None)
    }

    /// The last bytes, when all was fed; a body without any is none.
    pub(super) fn finish(mut self) -> io::Result<Bytes> {
        if !self.is_empty {
            self.decoder.try_finish()?;
        }
        Ok(std::mem::take(self.decoder.get_mut()).into())
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::{Compression, write::GzEncoder};

    use super::*;

    fn gzip(body: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(body).unwrap();
        encoder.finish().unwrap()
    }

    /// Feeds the body in chunks; gives all bytes and the length of the longest piece.
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
    fn chunks_of_any_size_give_the_same_bytes() {
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
    fn what_is_broken_or_cut_is_an_error() {
        let body = gzip(b"hello");
        assert!(gunzip(b"hello", 5).is_err());
        assert!(gunzip(&body[..body.len() - 1], 5).is_err());
        let mut wrong = body;
        let last = wrong.len() - 5;
        wrong[last] ^= 1;
        assert!(gunzip(&wrong, 5).is_err());
    }

    #[test]
    fn a_bomb_comes_in_bounded_pieces() {
        let body = gzip(&vec![b' '; 20_000_000]);
        let (all, longest) = gunzip(&body, body.len()).unwrap();
        assert_eq!(all.len(), 20_000_000);
        assert!(longest <= STEP * 1100, "{longest}");
    }
}
