//! Reads gold sets and prints figures.

#[cfg(test)]
mod marked;

fn main() {}
