"""The sentences of the keys of diagnoses, rules and matters for a human."""

from __future__ import annotations

from appraisal.i18n.wording import N_

WORDS = {
    "letter.diagnosis.matter_waits": N_("Something waits for you in Matters"),
    "letter.diagnosis.contest_waits": N_("A contest waits for your answer"),
    "letter.diagnosis.contest_answered": N_("Your contest was answered"),
    "letter.diagnosis.reply_waits": N_("Your words on a talk are missing"),
    "letter.diagnosis.follow_up_waits": N_("Did it help? One line from you"),
    "objection.diagnosis_of_two_people": N_(
        "This talk belongs to the employee and to who leads them. Nobody else reads it."
    ),
    "objection.only_the_manager_concludes": N_("The conclusion is written by the manager, in own words."),
    "objection.only_the_employee_replies": N_("This answer is the employee’s own."),
    "objection.only_the_case_handler": N_(
        "Only the case handler reads matters that people raised in confidence."
    ),
    "objection.only_the_employee_contests": N_(
        "Only the employee says that something about them is not right. Answer it in the talk, in your own words."
    ),
    "objection.only_a_second_person_answers": N_(
        "A second person answers this: whoever leads the manager, or HR; never one of the two."
    ),
    "objection.only_for_second_persons": N_("Contests are read by whoever leads managers, and by HR."),
    "objection.nothing_to_contest": N_("There is no such thing in this talk."),
    "objection.contested_already": N_("This is contested already, and waits for its answer."),
    "objection.finding_contest_without_reason": N_("Say what is not right."),
    "objection.finding_contest_answered_already": N_("This was answered already."),
    "objection.finding_contest_answer_without_words": N_(
        "Answer in your own words. The person who contested reads it."
    ),
    "objection.since_after_today": N_("“Since when” must lie in the past."),
    "objection.since_too_long_ago": N_("“Since when” lies too far back. Please look at the year."),
    "objection.leave_without_days": N_(
        "Say which days do not count, or that no day of a goal is to be left out."
    ),
    "objection.leave_with_and_without_days": N_(
        "Either some days do not count, or none is left out. Both cannot stand."
    ),
    "objection.matter_of_your_own": N_("This concerns you. Another case handler must look into it."),
    "objection.diagnosis_of_withdrawn_goal": N_(
        "This goal was taken back, so there is no gap to talk about."
    ),
    "objection.diagnosis_before_start": N_("This goal has not begun yet."),
    "objection.diagnosis_is_handed_over": N_(
        "A talk is being arranged. Until then, nothing is looked at here."
    ),
    "objection.no_paper_while_arranged": N_(
        "A talk is being arranged. Until it has taken place, there is nothing to print."
    ),
    "objection.diagnosis_has_no_gap": N_("There is no gap here that needs a cause."),
    "objection.diagnosis_is_concluded": N_(
        "The conclusion is written. Look at the goal anew if something changed."
    ),
    "objection.no_question_answered": N_("Answer at least one question, or leave one open on purpose."),
    "objection.question_of_the_other_side": N_("One of these questions is for the other one of you two."),
    "objection.answer_does_not_fit": N_(
        "One answer does not fit its question. Choose one of the answers offered."
    ),
    "objection.obstacles_not_asked": N_(
        "Ask first what stood in the way: the employee answers that question, or leaves it open."
    ),
    "objection.conclusion_without_words": N_("Write in your own words what you two found."),
    "objection.conclusion_factor_unknown": N_("Choose among the seven factors."),
    "objection.conclusion_without_promise": N_(
        "Agree at least one action, with who does it and by which day."
    ),
    "objection.promise_without_words": N_("Say of each action what will be done."),
    "objection.promise_without_day": N_("Say of each action by which day."),
    "objection.promise_in_the_past": N_("The day of an action must be today or later."),
    "objection.promise_of_the_manager_missing": N_(
        "Part of the cause lies in how the work is set up, so at least one action must be the manager’s."
    ),
    "objection.follow_up_without_day": N_("Agree on which day you two look whether it helped."),
    "objection.follow_up_in_the_past": N_("The day of the follow-up must be later than today."),
    "objection.nothing_to_reply_to": N_("There is no conclusion to answer yet."),
    "objection.replied_already": N_("You have answered this conclusion already."),
    "objection.reply_without_words": N_("Say in your own words how you see it."),
    "objection.nothing_to_follow_up": N_("There is no conclusion to follow up yet."),
    "objection.follow_up_not_due": N_("The day of the follow-up has not come yet."),
    "objection.followed_up_already": N_("You have said already whether it helped."),
    "objection.matter_closed_already": N_("This matter is closed already."),
    "objection.closing_without_words": N_("Write a closing line. The person who raised it reads it."),
    "factor.external_factors": N_("External factors"),
    "factor.understanding_of_task": N_("Understanding of the task"),
    "factor.skill_level": N_("Skill level"),
    "factor.aptitude": N_("Fit of person and task"),
    "factor.choice_to_expend_effort": N_("Choice to expend effort"),
    "factor.degree_of_effort": N_("Degree of effort"),
    "factor.persistence": N_("Persistence"),
    "factor.gates": N_("Before any cause is named"),
    "status.supported": N_("facts speak for it"),
    "status.possible": N_("possible"),
    "status.contested": N_("facts on both sides"),
    "status.ruled_out": N_("ruled out"),
    "status.unknown": N_("not yet known"),
    "status.blocked": N_("not looked at"),
    "strength.weak": N_("a little"),
    "strength.moderate": N_("clearly"),
    "strength.strong": N_("strongly"),
    "gate.no_diagnosis": N_("When it applies, there is nothing to diagnose."),
    "gate.more_info": N_("When it applies, more is asked before any cause is named."),
    "gate.escalate": N_("When it applies, a person takes over, and no cause is shown to anybody."),
    "gate.rebase": N_("When it applies, the goal is set anew first, and no cause is shown to anybody."),
    "answer.yes": N_("It applies here."),
    "answer.no": N_("It does not apply here."),
    "answer.unknown": N_("Nobody can tell yet."),
    "origin.employee": N_("the employee’s answer"),
    "origin.manager": N_("the manager’s answer"),
    "origin.readings": N_("measured results"),
    "origin.goal": N_("the goal as agreed"),
    "origin.plan": N_("the plan"),
    "origin.contingency": N_("an event that a contingency plan watches for"),
    "origin.group": N_("people in the same work together, without names"),
    "origin.checkins": N_("the check-ins"),
    "origin.obstacles": N_("the list of obstacles"),
    "origin.observations": N_("observations"),
    "origin.promises": N_("agreed actions"),
    "origin.actions": N_("the plans of action"),
    "origin.training": N_("training and practice"),
    "origin.people": N_("the list of people"),
    "origin.replies": N_("an earlier answer to a conclusion"),
    "origin.no_record": N_("no record"),
    "origin.concluded": N_("an earlier talk"),
    "contest_outcome.upheld": N_("Yes, this is not right: it does not count"),
    "contest_outcome.stands": N_("It stands: it counts again"),
    "next.answer": N_("Answer the questions below. What you do not know may stay open."),
    "next.wait_for_employee": N_("%(name)s answers next. Meanwhile, look at what the facts say."),
    "next.wait_for_manager": N_("%(manager)s answers next. Meanwhile, look at what the facts say."),
    "next.talk": N_("Talk it through with %(manager)s, who then writes down what you two found."),
    "next.conclude": N_("Talk it through with %(name)s, then write in your own words what you two found."),
    "next.reply": N_("Read what was found, and say how you see it."),
    "next.wait_for_reply": N_("%(name)s reads what you wrote and answers it."),
    "next.follow_up": N_("The day has come: did it help? Say so in a line."),
    "next.wait_for_day": N_("Do what you agreed. On %(day)s you two look whether it helped."),
    "next.done": N_("You two have looked whether it helped. What you learned stays here."),
    "next.recognise": N_(
        "The result is where you two wanted it. Tell %(name)s so, and write down what was good about it."
    ),
    "next.recognised": N_(
        "Your result is where you two wanted it. Well done; that deserves to be said aloud."
    ),
    "next.let_be": N_(
        "These are the usual ups and downs of this work. Ask nothing more of anybody; "
        "look again after the next results."
    ),
    "next.change_goal": N_(
        "Nobody would miss this result. Talk about what would matter more, and change the goal together."
    ),
    "next.one_event": N_(
        "This rests on one event. Talk about it, write it down with its day, and wait for the next results: "
        "one event is no pattern."
    ),
    "next.collect_facts": N_(
        "There is an impression, and few facts yet. Write down what you see, with its day, "
        "and look again after two check-ins."
    ),
    "ask.employee": N_("The employee can know this."),
    "ask.manager": N_("The manager can know this."),
    "ask.nobody": N_("Nobody is asked this: the service’s own records say it."),
    "stance.answered": N_("answered"),
    "stance.dont_know": N_("I don’t know"),
    "stance.rather_not": N_("I would rather not say"),
    "agreement.agree": N_("I agree"),
    "agreement.partly": N_("I agree in part"),
    "agreement.disagree": N_("I see it differently"),
    "helped.yes": N_("Yes, it helped"),
    "helped.partly": N_("It helped in part"),
    "helped.no": N_("No, it did not help"),
    "stands.talking": N_("you two are talking about it"),
    "stands.handed_over": N_("a talk is being arranged"),
    "stands.no_gap": N_("no gap that needs a cause"),
    "stands.reply_due": N_("the employee’s answer is next"),
    "stands.agreed_on": N_("agreed; the follow-up comes"),
    "stands.follow_up_due": N_("did it help?"),
    "stands.done": N_("followed up"),
    "raises.health_disclosed": N_("My health has a bearing on my work"),
    "raises.accommodation_requested": N_("I need my work or my place of work adjusted"),
    "raises.protected_leave_in_period": N_("I was, or will be, on protected leave"),
    "raises.harassment_or_safety_reported": N_("Harassment, bullying or safety"),
    "raises.complaint_filed_before_drop": N_("I have made a complaint, and I worry about what follows"),
    "raises.distress_statement": N_("I am not well and would like somebody to talk to soon"),
    "raises.burnout_signs_count": N_("Several signs of exhaustion were named"),
    "raises.possible_misconduct": N_("This may be a question of conduct"),
    "raises.bias_flag": N_("The evidence speaks of the person, not of a result or an act"),
    "objection.figures_of_keepers": N_("How the rules did is for HR and for the auditor."),
    "objection.only_hr_tries_rules": N_("Only HR tries a draft or has the findings compared."),
    "objection.nothing_kept_to_try": N_(
        "This pack speaks while somebody types, and that is not kept. Its worked cases stand for a dry run."
    ),
    "objection.draft_changed_meanwhile": N_(
        "The draft has changed since the dry run was asked for. Try it again."
    ),
    "job.try_draft": N_("Dry run of a draft"),
    "job.check_drift": N_("Would the same be said again?"),
    "verb.drift_checked": N_("had the findings compared with what the software says today"),
    "rule_figure.fired": N_("Applied"),
    "rule_figure.overridden": N_("Overridden"),
    "rule_figure.contested": N_("Contested"),
    "rule_figure.contest_open": N_("Contests without an answer yet"),
    "rule_figure.contest_upheld": N_("Contests that were right"),
    "rule_figure.contest_stands": N_("Contests after which it stands"),
    "rule_figure.employee_yes": N_("Employees: it helped"),
    "rule_figure.employee_partly": N_("Employees: it helped in part"),
    "rule_figure.employee_no": N_("Employees: it did not help"),
    "rule_figure.manager_yes": N_("Managers: it helped"),
    "rule_figure.manager_partly": N_("Managers: it helped in part"),
    "rule_figure.manager_no": N_("Managers: it did not help"),
    "trial_part.talks": N_("Talks so far"),
    "trial_part.goals": N_("Goals that run today"),
    "trial_finding.appear": N_("Findings that would appear"),
    "trial_finding.vanish": N_("Findings that would vanish"),
    "trial_finding.change": N_("Factors that would be seen otherwise"),
    "trial_finding.leading": N_("Another factor first"),
    "trial_change.begins": N_("Where it newly applies:"),
    "trial_change.ceases": N_("Where it no longer applies:"),
    "trial_outcome.diagnosis": N_("a factor leads"),
    "trial_outcome.more_info": N_("more is asked"),
    "trial_outcome.no_diagnosis": N_("no cause is looked for"),
    "trial_outcome.handed_over": N_("a talk is arranged"),
    "drift_left_out.no_files": N_(
        "Findings of a time when only the texts of the rules were kept cannot be asked again."
    ),
    "drift_left_out.unreadable": N_(
        "Findings whose rules the software of today cannot read could not be asked again."
    ),
    "drift_left_out.unfit": N_(
        "Findings whose facts do not fit their rules any more could not be asked again."
    ),
    "verb.diagnosis_opened": N_("began to look at the goal together"),
    "verb.diagnosis_concluded": N_("wrote the conclusion"),
    "verb.diagnosis_replied": N_("answered the conclusion"),
    "verb.diagnosis_followed_up": N_("said whether it helped"),
    "verb.finding_contested": N_("said that something in the talk is not right"),
    "verb.finding_contest_answered": N_("answered a contest as a second person"),
    "verb.matter_raised": N_("put a matter before the case handler"),
    "verb.matter_closed": N_("closed a matter"),
}
