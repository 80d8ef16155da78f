//! One thread reads, several compute, one writes: in the order of the rows, whatever the number of threads.
//!
//! Chunks go to the computing threads in turn and come back from them in turn, through channels that hold one or two.
//! So nothing has to be sorted, and nobody runs ahead of the writer: memory is bounded.

use std::sync::mpsc::sync_channel;
use std::thread;

use super::feed::Sink;
use super::tally::Tally;
use crate::failure::Failure;

/// A chunk that is finished.
#[derive(Default)]
pub(super) struct Done {
    /// What to write.
    pub(super) bytes: Vec<u8>,
    /// What to say about its rows.
    pub(super) tally: Tally,
}

/// Chunks that wait before a thread and behind it.
const WAITING: usize = 2;

/// Reads, computes and writes until the source ends.
pub(super) fn run<C: Send>(
    threads: usize,
    read: impl FnOnce(Sink<'_, C>) -> Result<(), Failure> + Send,
    work: impl Fn(C, &mut Done) + Sync,
    mut write: impl FnMut(&Done),
) -> Result<(), Failure> {
    thread::scope(|scope| {
        let (mut inputs, mut outputs) = (Vec::new(), Vec::new());
        for _ in 0..threads.max(1) {
            let (input, chunks) = sync_channel::<C>(WAITING);
            let (finished, output) = sync_channel::<Done>(WAITING);
            let work = &work;
            scope.spawn(move || {
                for chunk in chunks {
                    let mut done = Done::default();
                    work(chunk, &mut done);
                    if finished.send(done).is_err() {
                        return;
                    }
                }
            });
            inputs.push(input);
            outputs.push(output);
        }
        let reader = scope.spawn(move || {
            let mut turn = inputs.iter().cycle();
            read(&mut |chunk| turn.next().is_some_and(|input| input.send(chunk).is_ok()))
            // The channels close here, and the threads end one after the other.
        });
        for output in outputs.iter().cycle() {
            // The first thread that has nothing more in its turn was given nothing more: the source has ended.
            let Ok(done) = output.recv() else { break };
            write(&done);
        }
        // Should the loop have ended early, everyone who waits for us is told.
        drop(outputs);
        reader.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
}
