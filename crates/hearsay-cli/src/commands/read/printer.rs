//! The results of `read`, in the order of the inputs: on standard output, or as files with `--out`.

use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

use super::Format;
use super::plan::{Out, Plan};
use super::render::Rendered;
use super::work::Done;
use crate::failure::{Failure, Outcome, say};
use crate::output::{Wanted, print, reason, write_file};
use crate::progress::Progress;

/// Prints or writes, and keeps count.
pub struct Printer<'p> {
    plan: &'p Plan,
    progress: Progress,
    printed: usize,
    broken: Option<Failure>,
}

impl<'p> Printer<'p> {
    pub fn new(plan: &'p Plan) -> Self {
        let progress = Progress::new(plan.inputs.len(), plan.quiet);
        Self { plan, progress, printed: 0, broken: None }
    }

    /// Takes the result of the input at `index`.
    pub fn take(&mut self, index: usize, result: Result<Done, Failure>) -> ControlFlow<()> {
        let done = match result {
            Ok(done) => done,
            Err(failure) => {
                self.progress.failed(failure);
                return ControlFlow::Continue(());
            }
        };
        done.warnings.iter().for_each(|warning| self.progress.warn(&self.plan.inputs[index].name(), warning));
        match &self.plan.out {
            None => self.print(index, &done.rendered),
            Some(out) => {
                match write(out, index, &done.rendered) {
                    Ok(()) => self.progress.done(),
                    Err(failure) => self.progress.failed(failure),
                }
                ControlFlow::Continue(())
            }
        }
    }

    /// Says what failed; how it all ended.
    pub fn close(self) -> Outcome {
        let outcome = self.progress.close();
        match self.broken {
            None => outcome,
            Some(failure) => {
                say(format_args!("hearsay: {failure}"));
                Outcome::Failed
            }
        }
    }

    fn print(&mut self, index: usize, rendered: &Rendered) -> ControlFlow<()> {
        let before = self.before(index, rendered);
        self.printed += 1;
        match print((before + &rendered.body).as_bytes()) {
            Ok(Wanted::More) => {
                self.progress.done();
                return ControlFlow::Continue(());
            }
            Ok(Wanted::NoMore) => {}
            Err(failure) => self.broken = Some(failure),
        }
        ControlFlow::Break(())
    }

    /// The head before the first; for people, a line with the name before each of several.
    fn before(&self, index: usize, rendered: &Rendered) -> String {
        let mut before = if self.printed == 0 { rendered.head.to_owned() } else { String::new() };
        if self.plan.format == Format::Text && self.plan.inputs.len() > 1 {
            let space = if self.printed > 0 { "\n" } else { "" };
            let id = if self.plan.together { format!(" · {}", rendered.id) } else { String::new() };
            before.push_str(&format!("{space}==> {}{id} <==\n", self.plan.inputs[index].name()));
        }
        before
    }
}

/// Writes the files of one input.
fn write(out: &Out, index: usize, rendered: &Rendered) -> Result<(), Failure> {
    let at_folder = |error| Failure::new(out.folder.display().to_string(), reason(&error));
    fs::create_dir_all(&out.folder).map_err(at_folder)?;
    let path = |ending: &str| out.folder.join(format!("{}.{ending}", out.names[index]));
    if let Some((ending, contents)) = &rendered.beside {
        write_new(out, &path(ending), contents)?;
    }
    write_new(out, &path(rendered.ending), &(rendered.head.to_owned() + &rendered.body))
}

/// Writes a file, unless that would destroy an input.
fn write_new(out: &Out, path: &Path, contents: &str) -> Result<(), Failure> {
    if path.canonicalize().is_ok_and(|path| out.inputs.contains(&path)) {
        return Err(Failure::new(path.display().to_string(), "is an input; name another folder with --out"));
    }
    write_file(path, contents.as_bytes())
}
