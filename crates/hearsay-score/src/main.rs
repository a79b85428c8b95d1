//! Reads gold sets and prints figures.

fn main() {}
