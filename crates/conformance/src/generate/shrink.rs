//! The shortest story that still shows a difference.

use crate::story::{Step, Story};

/// Leaves out steps and lines as long as the story stays interesting.
pub fn shrink(story: Story, interesting: &mut dyn FnMut(&Story) -> bool) -> Story {
    let mut story = story;
    let mut piece = story.steps.len() / 2;
    while piece > 0 {
        story = without_pieces(story, piece, interesting);
        piece /= 2;
    }
    loop {
        let before = size(&story);
        story = without_schema(story, interesting);
        story = without_pieces(story, 1, interesting);
        story = without_lines(story, interesting);
        if size(&story) == before {
            return story;
        }
    }
}

fn size(story: &Story) -> usize {
    story.schema.len() + story.steps.iter().map(|step| step.statement.len()).sum::<usize>()
}

/// Without so many steps in a row, from the end.
fn without_pieces(
    mut story: Story,
    piece: usize,
    interesting: &mut dyn FnMut(&Story) -> bool,
) -> Story {
    let mut end = story.steps.len();
    while end > 0 {
        let start = end.saturating_sub(piece);
        let mut shorter = story.clone();
        shorter.steps.drain(start..end);
        if !shorter.steps.is_empty() && interesting(&shorter) {
            story = shorter;
        }
        end = start;
    }
    story
}

/// Without whole definitions, then without lines of them.
fn without_schema(mut story: Story, interesting: &mut dyn FnMut(&Story) -> bool) -> Story {
    let mut take = |story: &mut Story, parts: Vec<String>| {
        let mut parts = parts;
        for at in (0..parts.len()).rev() {
            let part = parts.remove(at);
            let shorter = Story { schema: parts.concat(), ..story.clone() };
            if interesting(&shorter) {
                *story = shorter;
            } else {
                parts.insert(at, part);
            }
        }
    };
    let definitions = story.schema.split_inclusive(";\n").map(str::to_owned).collect();
    take(&mut story, definitions);
    let lines = story.schema.split_inclusive('\n').map(str::to_owned).collect();
    take(&mut story, lines);
    story
}

fn without_lines(mut story: Story, interesting: &mut dyn FnMut(&Story) -> bool) -> Story {
    for at in (0..story.steps.len()).rev() {
        let mut line = story.steps[at].statement.lines().count();
        while line > 0 {
            line -= 1;
            let lines = story.steps[at].statement.lines().enumerate();
            let kept = lines.filter(|(number, _)| *number != line);
            let statement: String = kept.flat_map(|(_, text)| [text, "\n"]).collect();
            let mut shorter = story.clone();
            shorter.steps[at] = Step { statement, ..shorter.steps[at].clone() };
            if interesting(&shorter) {
                story = shorter;
            }
        }
    }
    story
}
