//! The generator itself: its answers must hold by construction.

use std::path::PathBuf;

use super::plan::{Plan, load};
use super::render::{Style, print};
use super::revise::{RECIPES, revise};
use super::reword::Rewording;
use super::{Arguments, run};
use crate::random::Random;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("gold/diff-plans")
}

fn words(plans: &[Plan]) -> Rewording {
    let texts = plans.iter().flat_map(Plan::flat).map(|point| point.text.as_str());
    Rewording::load(&folder().join("rewordings.tsv"), texts).unwrap()
}

#[test]
fn a_print_shows_each_point_where_it_says() {
    for plan in load(&folder()).unwrap() {
        for seed in 0..8 {
            let page = print(&plan, Style::any(&mut Random::new(seed, 1)));
            for (point, (_, start, end)) in plan.flat().iter().zip(&page.points) {
                let shown: Vec<&str> = page.text[*start..*end].split_whitespace().collect();
                assert_eq!(shown.join(" "), point.text);
            }
        }
    }
}

#[test]
fn a_point_that_was_not_touched_has_the_words_of_the_one_it_came_from() {
    let plans = load(&folder()).unwrap();
    let words = words(&plans);
    for plan in &plans {
        let old = plan.flat();
        for recipe in RECIPES {
            let new = revise(plan, recipe, &["An added point."], &words, &mut Random::new(3, 4));
            for point in new.flat() {
                let touched = point.done.reworded || point.done.split || point.done.merged || point.from.is_empty();
                assert!(touched || point.text == old[point.from[0]].text, "{point:?}");
            }
        }
    }
}

#[test]
fn about_a_third_is_moved_and_about_a_third_of_the_words_reworded() {
    let plans = load(&folder()).unwrap();
    let words = words(&plans);
    let (mut moved, mut points, mut same, mut all) = (0, 0, 0, 0);
    for plan in &plans {
        let new = revise(plan, RECIPES[0], &[], &words, &mut Random::new(5, 6));
        for point in new.flat() {
            let old = plan.flat()[point.from[0]].text.clone();
            moved += usize::from(point.done.moved);
            points += 1;
            all += old.split(' ').count();
            same += old.split(' ').filter(|word| point.text.split(' ').any(|other| other == *word)).count();
        }
    }
    assert!((0.28..0.38).contains(&(moved as f64 / points as f64)), "{moved} of {points}");
    assert!((0.7..0.9).contains(&(same as f64 / all as f64)), "{same} of {all}");
}

#[test]
fn a_seed_gives_the_same_figures_twice() {
    let arguments = Arguments { plans: folder(), seed: 1, rounds: 1, failures: None };
    assert_eq!(run(&arguments).unwrap(), run(&arguments).unwrap());
}
