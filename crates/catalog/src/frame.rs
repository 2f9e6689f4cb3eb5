//! The frame of a window: which rows around the current one a function sees.

use crate::expression::Expression;

/// `rows between … and … exclude …`
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Frame {
    /// What is counted.
    pub units: FrameUnits,
    /// Where it begins.
    pub start: FrameBound,
    /// Where it ends.
    pub end: FrameBound,
    /// What is left out of it.
    pub exclude: Exclude,
}

/// What a frame counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FrameUnits {
    /// `rows`
    Rows,
    /// `range`: distances of the value that is sorted by.
    Range,
    /// `groups`: rows that are equal in the order.
    Groups,
}

/// One end of a frame.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum FrameBound {
    /// `unbounded preceding`
    First,
    /// `n preceding`
    Preceding(Expression),
    /// `current row`
    Current,
    /// `n following`
    Following(Expression),
    /// `unbounded following`
    Last,
}

/// `exclude …`
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Exclude {
    /// `no others`
    #[default]
    Nothing,
    /// `current row`
    Current,
    /// `group`: the current row and those equal to it.
    Group,
    /// `ties`: those equal to it.
    Ties,
}

impl FrameBound {
    /// How far away it is, if it is counted.
    pub const fn offset(&self) -> Option<&Expression> {
        match self {
            Self::Preceding(offset) | Self::Following(offset) => Some(offset),
            Self::First | Self::Current | Self::Last => None,
        }
    }

    /// The same, to change it.
    pub const fn offset_mut(&mut self) -> Option<&mut Expression> {
        match self {
            Self::Preceding(offset) | Self::Following(offset) => Some(offset),
            Self::First | Self::Current | Self::Last => None,
        }
    }
}
