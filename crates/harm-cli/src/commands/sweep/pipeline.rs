//! One thread reads, several compute, one writes: in the order of the rows, whatever the number of threads.
//!
//! Chunks go to the computing threads in turn and come back from them in turn, through channels that hold one or two.
//! So nothing has to be sorted, and nobody runs ahead of the writer: memory is bounded.

use std::sync::mpsc::sync_channel;
use std::thread;

use super::feed::Sink;
use crate::failure::Failure;

/// A chunk that is finished.
#[derive(Default)]
pub(super) struct Done {
    /// What to write.
    pub(super) bytes: Vec<u8>,
    /// How many rows it has.
    pub(super) rows: u64,
    /// How many of them could not be assessed.
    pub(super) bad: u64,
    /// What is asked about them.
    pub(super) questions: Questions,
}

/// Questions about rows that can be assessed but may not say what was meant.
#[derive(Debug, Default)]
pub(super) struct Questions {
    /// About how many rows.
    pub(super) rows: u64,
    /// The first of them.
    pub(super) first: Option<String>,
}

impl Questions {
    /// Counts a row that may be asked about.
    pub(super) fn add(&mut self, question: Option<String>) {
        self.rows += u64::from(question.is_some());
        self.first = self.first.take().or(question);
    }
}

/// How many rows there were, how many could not be assessed, and how many are asked about.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) rows: u64,
    pub(super) bad: u64,
    pub(super) questions: Questions,
}

/// Chunks that wait before a thread and behind it.
const WAITING: usize = 2;

/// Reads, computes and writes until the source ends.
pub(super) fn run<C: Send>(
    threads: usize,
    read: impl FnOnce(Sink<'_, C>) -> Result<(), Failure> + Send,
    work: impl Fn(C, &mut Done) + Sync,
    mut write: impl FnMut(&Done),
) -> Result<Tally, Failure> {
    let mut tally = Tally::default();
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
            tally.rows += done.rows;
            tally.bad += done.bad;
            tally.questions.rows += done.questions.rows;
            let first = tally.questions.first.take();
            tally.questions.first = first.or(done.questions.first);
        }
        // Should the loop have ended early, everyone who waits for us is told.
        drop(outputs);
        reader.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })?;
    Ok(tally)
}
