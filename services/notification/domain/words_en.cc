// The words of every message in English: warm, short, never blaming; one easy next step.
#include "services/notification/domain/words.h"

namespace gilde::notification::domain {

namespace {

constexpr Words kWords[] = {
    {"advice-report", R"(Before you meet: what came of the advice?)",
     R"(Hello {{GIVEN_NAME}},

You meet {{#PARTNER}}{{PARTNER}} {{/PARTNER}}on {{TIME}}. There is advice you have not come back to yet.

Two lines are enough: what you tried, and what came of it. "Not yet" is an answer too.)"},
    {"agenda-missed", R"(A word about your next meeting)",
     R"(Hello {{GIVEN_NAME}},

There is no agenda yet for {{TIME}}. That happens.

Three lines still help: what moved, what is hard now, what you want to ask.)"},
    {"agenda-missed-mentor", R"(Your meeting has no agenda yet)",
     R"(Hello {{GIVEN_NAME}},

There is no agenda yet for {{TIME}}{{#PARTNER}} with {{PARTNER}}{{/PARTNER}}.

You may keep it, make it shorter, or move it. Each is fine.)"},
    {"agenda-nudge", R"(What would you like to talk about?)",
     R"(Hello {{GIVEN_NAME}},

You meet {{#PARTNER}}{{PARTNER}} {{/PARTNER}}on {{TIME}}.

A short agenda a day before helps you both: what moved, what is hard now, what you want to ask.)"},
    {"agreement-proposed", R"(An agreement to read)",
     R"(Hello {{GIVEN_NAME}},

{{#PARTNER}}{{PARTNER}} has written down how you could work together.{{/PARTNER}}

Read it when you have five minutes. Sign it if it fits, or propose something else.)"},
    {"appreciation-given", R"(Somebody says thank you)",
     R"(Hello {{GIVEN_NAME}},

{{#PARTNER}}{{PARTNER}} wrote what you did for them.{{/PARTNER}}

It waits for you in the portal. Enjoy it.)"},
    {"attendance-asked", R"(Did you two meet?)",
     R"(Hello {{GIVEN_NAME}},

Your meeting of {{TIME}}{{#PARTNER}} with {{PARTNER}}{{/PARTNER}} has begun, or was about to.

One click says whether it was held. If something came between, that is fine: pick another time.)"},
    {"contact-touch", R"(A short hello?)",
     R"(Hello {{GIVEN_NAME}},

It has been a while since you and {{#PARTNER}}{{PARTNER}}{{/PARTNER}} spoke.

A line about how you are is enough. There is nothing you have to do.)"},
    {"ended-completed", R"(You did this together)",
     R"(Hello {{GIVEN_NAME}},

Your mentorship{{#PARTNER}} with {{PARTNER}}{{/PARTNER}} has come to its good end. That is a success.

Look back for a moment: what changed? If you like, stay in touch once or twice a year.)"},
    {"ended-leaver", R"(Your mentorship has ended)",
     R"(Hello {{GIVEN_NAME}},

Your mentorship{{#PARTNER}} with {{PARTNER}}{{/PARTNER}} has ended, because work relations in the organization
changed.

Thank you for the time you gave. Your program will help you further if you like.)"},
    {"ended-mismatch", R"(Thank you for your time together)",
     R"(Hello {{GIVEN_NAME}},

Your mentorship{{#PARTNER}} with {{PARTNER}}{{/PARTNER}} has ended. Thank you for the time and attention you gave it.

Not every pair fits every goal, and it is good to say so early. Your program looks after the next step.)"},
    {"ended-moved-on", R"(Time to move on, with thanks)",
     R"(Hello {{GIVEN_NAME}},

You and {{#PARTNER}}{{PARTNER}}{{/PARTNER}} have not spoken for a while, so we have closed this mentorship. It
happens to many people in busy times.

Nothing is expected of you. You are welcome to begin again whenever it suits you.)"},
    {"ended-other", R"(This mentorship has ended)",
     R"(Hello {{GIVEN_NAME}},

Your mentorship{{#PARTNER}} with {{PARTNER}}{{/PARTNER}} has ended. Thank you for the conversation.

If you want to go on with somebody, your program shows you who could fit.)"},
    {"enrollment-active", R"(Welcome{{#PROGRAM}} to {{PROGRAM}}{{/PROGRAM}})",
     R"(Hello {{GIVEN_NAME}},

You take part{{#PROGRAM}} in {{PROGRAM}}{{/PROGRAM}}. Good that you are here.

A small first step: look at your profile and say in one line what you hope for.)"},
    {"enrollment-invited", R"(You are invited{{#PROGRAM}} to {{PROGRAM}}{{/PROGRAM}})",
     R"(Hello {{GIVEN_NAME}},

You are invited to take part{{#PROGRAM}} in {{PROGRAM}}{{/PROGRAM}}.

{{#UNTIL}}The place is kept for you until {{UNTIL}}. {{/UNTIL}}Yes and no are both good answers.)"},
    {"enrollment-waitlisted", R"(You are on the waiting list)",
     R"(Hello {{GIVEN_NAME}},

Every seat{{#PROGRAM}} in {{PROGRAM}}{{/PROGRAM}} is taken now. You are on the list, in the order in which people
came.

As soon as a seat is free it is yours, and we tell you at once.)"},
    {"feedback-given", R"(Feedback for you)",
     R"(Hello {{GIVEN_NAME}},

{{#PARTNER}}{{PARTNER}} wrote feedback for you: a situation, what you did, and what it led to.

{{/PARTNER}}Read it at a calm moment, and say that you have.)"},
    {"first-meeting", R"(A time for your first conversation)",
     R"(Hello {{GIVEN_NAME}},

You and {{#PARTNER}}{{PARTNER}}{{/PARTNER}} have not picked a time yet.

Fifteen minutes are enough. The portal shows when you both can.)"},
    {"first-meeting-owner", R"(A pair has no first meeting yet)",
     R"(Hello {{GIVEN_NAME}},

Two weeks after it began, a pair{{#PROGRAM}} in {{PROGRAM}}{{/PROGRAM}} has no first meeting.

A friendly word from a person may help. The portal shows which pair it is.)"},
    {"follow-up-missed", R"(A late thank-you is fine)",
     R"(Hello {{GIVEN_NAME}},

Your conversation{{#PARTNER}} with {{PARTNER}}{{/PARTNER}} deserves a line.

Thank them and name one thing you take along. Late is fine.)"},
    {"follow-up-nudge", R"(Two lines after your conversation)",
     R"(Hello {{GIVEN_NAME}},

You spoke{{#PARTNER}} with {{PARTNER}}{{/PARTNER}} yesterday.

Say thank you, name one or two things you take along, and when you would like to speak again.)"},
    {"gratitude", R"(You reached a goal)",
     R"(Hello {{GIVEN_NAME}},

{{#TITLE}}"{{TITLE}}": {{/TITLE}}you did it. Congratulations.

Did somebody help you on the way? A specific thank-you, what they did and what it changed, is a gift.)"},
    {"invitation-unanswered", R"(An invitation has not been answered)",
     R"(Hello {{GIVEN_NAME}},

Somebody was invited{{#PROGRAM}} to {{PROGRAM}}{{/PROGRAM}} two weeks ago and has not answered.

You may ask them in person, or let the place go to somebody else.)"},
    {"invited-to-mentor", R"(Would you like to pass it on?)",
     R"(Hello {{GIVEN_NAME}},

You reached what you set out for. Somebody else is standing where you stood.

Would you like to mentor? Your offer is already filled in from the goals you reached. It is an invitation, no more.)"},
    {"meeting-cancelled", R"(Your meeting is off)",
     R"(Hello {{GIVEN_NAME}},

The meeting of {{TIME}}{{#PARTNER}} with {{PARTNER}}{{/PARTNER}} is off. Your calendar is told by the file that comes
with this.

If you go on, pick another time when it suits you.)"},
    {"meeting-invitation", R"(You meet on {{TIME}})",
     R"(Hello {{GIVEN_NAME}},

You meet {{#PARTNER}}{{PARTNER}} {{/PARTNER}}on {{TIME}}. The invitation for your calendar comes with this.

{{#TIME_NOTE}}It is outside the hours of {{TIME_NOTE}}: a word of thanks will do them good.{{/TIME_NOTE}})"},
    {"meeting-no-show", R"(Your meeting did not come about)",
     R"(Hello {{GIVEN_NAME}},

The meeting of {{TIME}}{{#PARTNER}} with {{PARTNER}}{{/PARTNER}} did not come about. Things come between.

Pick another time, or ten minutes, or a few lines in writing: all of it counts.)"},
    {"meeting-reminder", R"(You meet on {{TIME}})",
     R"(Hello {{GIVEN_NAME}},

A reminder: you meet {{#PARTNER}}{{PARTNER}} {{/PARTNER}}on {{TIME}}.

The agenda and what you wrote last time are in the portal.{{#TIME_NOTE}} It is outside the hours of
{{TIME_NOTE}}.{{/TIME_NOTE}})"},
    {"mentor-reflection", R"(A moment to look back, for yourself)",
     R"(Hello {{GIVEN_NAME}},

You have been a mentor for six weeks{{#PARTNER}} with {{PARTNER}}{{/PARTNER}}.

What have you learned yourself? A line is enough, and only you see it unless you share it.)"},
    {"mentor-reflection-end", R"(What did you take along yourself?)",
     R"(Hello {{GIVEN_NAME}},

Your mentorship{{#PARTNER}} with {{PARTNER}}{{/PARTNER}} is complete. Thank you.

What did it change for you? A line is enough, for yourself.)"},
    {"mentorship-proposed", R"(A mentorship is proposed)",
     R"(Hello {{GIVEN_NAME}},

A mentorship{{#PARTNER}} with {{PARTNER}}{{/PARTNER}} is proposed to you.

{{#UNTIL}}You can answer until {{UNTIL}}. {{/UNTIL}}It begins with one short conversation; yes and no are both good
answers.)"},
    {"no-next-meeting", R"(Shall we find the next time?)",
     R"(Hello {{GIVEN_NAME}},

You and {{#PARTNER}}{{PARTNER}}{{/PARTNER}} have no next meeting yet.

The portal shows when you both can. Ten minutes count too.)"},
    {"no-request-yet", R"(One small question is a good beginning)",
     R"(Hello {{GIVEN_NAME}},

You have not asked anybody yet. A good beginning is small: fifteen minutes and two questions.

The portal shows who could fit, and why. You do not have to ask for a mentor, only for a conversation.)"},
    {"no-time-offered", R"(No time? Ten minutes count)",
     R"(Hello {{GIVEN_NAME}},

It is hard to find a time{{#PARTNER}} with {{PARTNER}}{{/PARTNER}}. That happens in full weeks.

Ten minutes will do, or three short answers in writing.)"},
    {"pause-ends", R"(Your pause ends in a few days)",
     R"(Hello {{GIVEN_NAME}},

Your pause{{#PARTNER}} with {{PARTNER}}{{/PARTNER}} ends{{#UNTIL}} on {{UNTIL}}{{/UNTIL}}. Welcome back.

Pick a time when you are ready. If you need longer, say so.)"},
    {"pause-offered", R"(Would a pause help?)",
     R"(Hello {{GIVEN_NAME}},

It has been quiet{{#PARTNER}} between you and {{PARTNER}}{{/PARTNER}}. Perhaps this is not the season for it.

You can pause with one click and go on later. No answer is needed.)"},
    {"plain", R"({{SUBJECT}})", R"({{TEXT}})"},
    {"profile-unfinished", R"(A line about you)",
     R"(Hello {{GIVEN_NAME}},

Your profile does not say yet what you would like to learn, or what you could give.

One skill is enough to begin with.)"},
    {"pulse", R"(How is it going, from 1 to 5?)",
     R"(Hello {{GIVEN_NAME}},

How does your mentorship{{#PARTNER}} with {{PARTNER}}{{/PARTNER}} go, from 1 to 5?

One click is enough. The number helps your program; your words stay yours.)"},
    {"rematch", R"(You are first in line)",
     R"(Hello {{GIVEN_NAME}},

You are first in line for another mentor, with what you now know you need.

The portal shows who could fit, and why.)"},
    {"request-accepted", R"(The answer is yes)",
     R"(Hello {{GIVEN_NAME}},

{{#PARTNER}}{{PARTNER}} would like to talk with you{{/PARTNER}}{{#TITLE}} about "{{TITLE}}"{{/TITLE}}.

Pick a time, and prepare three open questions.)"},
    {"request-declined", R"(Not this time)",
     R"(Hello {{GIVEN_NAME}},

Your request{{#TITLE}} "{{TITLE}}"{{/TITLE}} found nobody with room just now. It says nothing about your question.

The portal shows who else could fit.)"},
    {"request-expired", R"(Your request has run out)",
     R"(Hello {{GIVEN_NAME}},

Your request{{#TITLE}} "{{TITLE}}"{{/TITLE}} was not answered in time. People are busy; it says nothing about your
question.

The portal shows who has room now.)"},
    {"request-moved-on", R"(Your request goes on)",
     R"(Hello {{GIVEN_NAME}},

Your request{{#TITLE}} "{{TITLE}}"{{/TITLE}} has gone on to your next choice.

You do not have to do anything.)"},
    {"request-received", R"(Somebody would like to talk with you)",
     R"(Hello {{GIVEN_NAME}},

{{#PARTNER}}{{PARTNER}} asks you for one short conversation{{/PARTNER}}{{#TITLE}}: "{{TITLE}}"{{/TITLE}}.

Read the questions and pick one of the times, or say that it does not suit you now. Both are kind.)"},
    {"request-reminder", R"(A question is waiting for you)",
     R"(Hello {{GIVEN_NAME}},

{{#PARTNER}}{{PARTNER}} asked you a few days ago{{/PARTNER}}{{#TITLE}}: "{{TITLE}}"{{/TITLE}}.

A yes, a no or another time: any answer helps.)"},
    {"soft-check-in", R"(Just a hello)",
     R"(Hello {{GIVEN_NAME}},

It has been a while{{#PARTNER}} since you and {{PARTNER}} spoke{{/PARTNER}}. We hope that you are well.

No answer is needed. If you would like to speak again, a line is enough.)"},
    {"ten-minutes-offered", R"(Ten minutes, or three lines?)",
     R"(Hello {{GIVEN_NAME}},

A whole meeting{{#PARTNER}} with {{PARTNER}}{{/PARTNER}} may be too much just now.

Ten minutes count as well, and so do three short answers in writing. No answer is needed if it does not suit you.)"},
    {"wrap-up", R"(Time to look back together)",
     R"(Hello {{GIVEN_NAME}},

You and {{#PARTNER}}{{PARTNER}}{{/PARTNER}} are near the end of what you set out for.

Say what you want{{#UNTIL}}, until {{UNTIL}}{{/UNTIL}}: go on for a while, complete it, or take a new focus. A good
end is a success.)"},
};

}  // namespace

absl::Span<const Words> EnglishWords() { return kWords; }

}  // namespace gilde::notification::domain
