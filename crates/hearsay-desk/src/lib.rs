//! The desk: the store in a browser. A reader sees stories with their statements marked in place, searches, follows who said what, and puts
//! right what the machine got wrong.
//!
//! [`Desk`] is the whole of it. Pages are made here, on this machine, and work without scripts; a little script adds keys, dropping of files
//! and selecting of words. Nothing that a page needs comes from anywhere else, and [`guard`] sees to it that nobody else gets in.

mod app;
mod assets;
mod failure;
mod frame;
mod guard;
mod intake;
mod lines;
mod links;
mod open;
mod pages;
mod readers;
mod rebuilt;
mod story;

pub use open::{Desk, DeskError, Options, runtime};
