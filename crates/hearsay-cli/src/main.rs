//! The program `hearsay`.

fn main() {}
