"""What is offered as an answer to a question."""

from appraisal.diagnosis.findings import ShownQuestion
from appraisal.diagnosis.inputs import questions_input


def test_rather_not_is_offered_once_even_where_the_fact_has_a_word_for_it(app, pack):
    spec = pack.facts["effort_reason"]
    options = tuple((value, dict(words)) for value, words in spec.values.items())
    question = ShownQuestion(spec.name, dict(spec.question), spec.ask, "choice", "", options)
    with app.test_request_context("/"):
        app.preprocess_request()
        field = questions_input([question], formdata=None)[question.fact]
        offered = [str(option.data) for option in field]
    assert "declined" not in offered
    assert "overload" in offered
    assert offered[-2:] == ["dont_know", "rather_not"]
