use fluent_syntax::ast::{Expression, Pattern, PatternElement};

/// Each case of a message, and of the cases inside it.
pub(super) fn of(pattern: &Pattern<&str>, all: &mut Vec<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression: Expression::Select { variants: each, .. } } = element {
            for variant in each {
                all.push(literal(&variant.value));
                of(&variant.value, all);
            }
        }
    }
}

fn literal(pattern: &Pattern<&str>) -> String {
    let text = |element: &PatternElement<&str>| match element {
        PatternElement::TextElement { value } => (*value).to_owned(),
        PatternElement::Placeable { .. } => "{}".to_owned(),
    };
    pattern.elements.iter().map(text).collect()
}
