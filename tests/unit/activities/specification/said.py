"""What somebody said of a budget, and what was understood of it."""

from models.conversation import (
    BeyondLimit,
    Finding,
    Limit,
    Question,
    QuestionKind,
    Understanding,
)
from models.specification import (
    Category,
    Entity,
    FieldSpecification,
    FieldType,
    Relation,
    View,
)

REQUEST = (
    "A budget app. We note expenses with amount in $ and date! Each expense belongs to a category "
    "with a monthly limit; I want to search them and see them in a calendar. Send me an SMS."
)
QUESTION = Question(
    id="fields.category",
    text="Besides the name, what would you like to note of each category?",
    reason="r",
    kind=QuestionKind.SEVERAL,
    options=("Monthly limit", "Notes"),
    recommended=("Monthly limit",),
)


def entity(name: str, plural: str, *fields: FieldSpecification) -> Entity:
    return Entity(
        name=name,
        label=name.capitalize(),
        plural_label=plural,
        fields=(FieldSpecification(name="name", label="Name", required=True), *fields),
        title_field="name",
    )


def found(what: str, evidence: str) -> Finding:
    return Finding(what=what, evidence=evidence, confidence=0.9)


def budget() -> Understanding:
    amount = FieldSpecification(name="amount", label="Amount", type=FieldType.MONEY)
    limit = FieldSpecification(name="monthly_limit", label="Monthly limit", type=FieldType.MONEY)
    return Understanding(
        title="Budget",
        category=Category.FINANCE,
        entities=(
            entity("expense", "Expenses", amount),
            entity("category", "Categories", limit),
        ),
        relations=(
            Relation(name="category", label="Category", source="expense", target="category"),
        ),
        findings=(
            found("entity=expense", "expenses"),
            found("field=expense.amount", "amount in $"),
            found("entity=category", "category with a monthly limit"),
            found("relation=expense.category", "belongs to a category"),
            found("view=calendar", "in a calendar"),
            found("currency=USD", "$"),
        ),
        views=(View.SEARCH, View.CALENDAR),
        beyond=(
            BeyondLimit(
                limit=Limit.SMS, words="Send me an SMS", explanation="It can't send text messages."
            ),
        ),
        completeness=0.7,
        clarity=0.9,
        confidence=0.8,
    )
