// The words of every message in English: warm, short, never blaming; one easy next step.
#include "services/notification/domain/words.h"

namespace gilde::notification::domain {

namespace {

constexpr Words kWords[] = {
    {"advice-report", R"(Before you meet: what came of the advice?)",
     R"(Hello {{GIVEN_NAME}},

You have a meeting{{#PARTNER}} with {{PARTNER}}{{/PARTNER}}{{#TIME}} on {{TIME}}{{/TIME}}. There is advice from last time to come back to.

Two lines in the portal are enough: what you tried, and what it changed. "Not yet" is a good answer too.)"},
    {"advocacy-offered", R"(Would you like to be recommended?)",
     R"(Hello {{GIVEN_NAME}},

{{#PARTNER}}{{PARTNER}} would like to speak up for you.{{/PARTNER}} What it is about stands in the portal.

It happens only if you want it. "Rather not" needs no reason.)"},
    {"agenda-missed", R"(A few lines for your next meeting)",
     R"(Hello {{GIVEN_NAME}},

Your meeting{{#PARTNER}} with {{PARTNER}}{{/PARTNER}}{{#TIME}} on {{TIME}}{{/TIME}} has no agenda yet, and that is fine.

Three lines still help: what went well, what is hard now, what you want to ask. You can write them in the portal.)"},
    {"agenda-missed-mentor", R"(Your meeting has no agenda yet)",
     R"(Hello {{GIVEN_NAME}},

Your meeting{{#PARTNER}} with {{PARTNER}}{{/PARTNER}}{{#TIME}} on {{TIME}}{{/TIME}} has no agenda yet.

You can keep it as it is, make it shorter, or move it in the portal. Each is fine.)"},
    {"agenda-nudge", R"(What would you like to talk about?)",
     R"(Hello {{GIVEN_NAME}},

You have a meeting{{#PARTNER}} with {{PARTNER}}{{/PARTNER}}{{#TIME}} on {{TIME}}{{/TIME}}.

A short agenda helps you both: what went well, what is hard now, what you want to ask. Three lines in the portal are enough.)"},
    {"agreement-proposed", R"(An agreement to read)",
     R"(Hello {{GIVEN_NAME}},

There is a proposal for how you could work together{{#PARTNER}}, from {{PARTNER}}{{/PARTNER}}.

Read it in the portal when you have five minutes. Sign it if it fits, or propose something else.)"},
    {"appreciation-given", R"(A thank-you for you)",
     R"(Hello {{GIVEN_NAME}},

There is a thank-you for you in the portal{{#PARTNER}}, from {{PARTNER}}{{/PARTNER}}.

It says what you did and what it changed. Enjoy reading it.)"},
    {"attendance-asked", R"(Has your meeting started?)",
     R"(Hello {{GIVEN_NAME}},

Your meeting{{#PARTNER}} with {{PARTNER}}{{/PARTNER}}{{#TIME}} on {{TIME}}{{/TIME}} was planned to start.

One click in the portal says whether it takes place. If it does not, that is fine: you can pick another time.)"},
    {"contact-touch", R"(A short hello?)",
     R"(Hello {{GIVEN_NAME}},

Your last conversation{{#PARTNER}} with {{PARTNER}}{{/PARTNER}} was a while ago.

If you like, write one line about how you are. You do not have to do anything.)"},
    {"ended-completed", R"(You did this together)",
     R"(Hello {{GIVEN_NAME}},

Your mentorship{{#PARTNER}} with {{PARTNER}}{{/PARTNER}} has come to a good end. That is a success: congratulations and thank you.

Look back for a moment: what changed? If you like, stay in touch once or twice a year.)"},
    {"ended-leaver", R"(Your mentorship has ended)",
     R"(Hello {{GIVEN_NAME}},

Your mentorship{{#PARTNER}} with {{PARTNER}}{{/PARTNER}} has ended, because something changed in the organization.

Thank you for the time you gave. If you would like to go on, your program is glad to help.)"},
    {"ended-mismatch", R"(Thank you for your time together)",
     R"(Hello {{GIVEN_NAME}},

Your mentorship{{#PARTNER}} with {{PARTNER}}{{/PARTNER}} has ended. Thank you for the time and attention you gave.

Whenever you would like a next step, your program is glad to help.)"},
    {"ended-moved-on", R"(Time to move on, with thanks)",
     R"(Hello {{GIVEN_NAME}},

It has been quiet for a while{{#PARTNER}} between you and {{PARTNER}}{{/PARTNER}}, so this mentorship is now closed.
Thank you for the time you gave.

No answer is needed. Whenever you would like to begin again, you are welcome in the portal.)"},
    {"ended-other", R"(This mentorship has ended)",
     R"(Hello {{GIVEN_NAME}},

Your mentorship{{#PARTNER}} with {{PARTNER}}{{/PARTNER}} has ended. Thank you for the time you gave.

If you would like to talk with somebody else, the portal shows who could fit.)"},
    {"enrollment-active", R"(Welcome{{#PROGRAM}} to {{PROGRAM}}{{/PROGRAM}})",
     R"(Hello {{GIVEN_NAME}},

You now take part{{#PROGRAM}} in {{PROGRAM}}{{/PROGRAM}}. Good that you are here.

A small first step: open your profile and say in one line what you hope for.)"},
    {"enrollment-invited", R"(You are invited{{#PROGRAM}} to {{PROGRAM}}{{/PROGRAM}})",
     R"(Hello {{GIVEN_NAME}},

You are invited to take part{{#PROGRAM}} in {{PROGRAM}}{{/PROGRAM}}.

You can answer in the portal{{#UNTIL}} until {{UNTIL}}{{/UNTIL}}. Yes and no are both good answers.)"},
    {"enrollment-waitlisted", R"(You are on the waiting list)",
     R"(Hello {{GIVEN_NAME}},

Every place{{#PROGRAM}} in {{PROGRAM}}{{/PROGRAM}} is taken now, and you are on the waiting list{{#PLACE}}, at place {{PLACE}}{{/PLACE}}.

Whoever needs to be matched again comes first; after that it is first come, first served. The list moves up by itself when a place frees.

As soon as a place is free for you, we tell you. You do not have to do anything.)"},
    {"feedback-given", R"(Feedback for you)",
     R"(Hello {{GIVEN_NAME}},

There is feedback for you in the portal{{#PARTNER}}, from {{PARTNER}}{{/PARTNER}}.

Read it when you have a calm moment. One click says that you have read it.)"},
    {"first-meeting", R"(A time for your first conversation)",
     R"(Hello {{GIVEN_NAME}},

There is no time yet for your first conversation{{#PARTNER}} with {{PARTNER}}{{/PARTNER}}.

Fifteen minutes are enough. The portal shows when you can both meet: pick what suits you.)"},
    {"first-meeting-owner", R"(A pair has no first meeting yet)",
     R"(Hello {{GIVEN_NAME}},

A pair{{#PROGRAM}} in {{PROGRAM}}{{/PROGRAM}} has no time yet for a first meeting.

A friendly word from a person may help. The portal shows which pair it is.)"},
    {"follow-up-missed", R"(A late thank-you is fine)",
     R"(Hello {{GIVEN_NAME}},

A thank-you for your conversation{{#PARTNER}} with {{PARTNER}}{{/PARTNER}} is welcome at any time.

Name one thing that helped you. One line in the portal is enough.)"},
    {"follow-up-nudge", R"(Two lines after your conversation)",
     R"(Hello {{GIVEN_NAME}},

You had a conversation{{#PARTNER}} with {{PARTNER}}{{/PARTNER}}.

Say thank you, name one or two things that you learned, and say when you would like to talk again.
Two lines in the portal are enough.)"},
    {"glass-broken", R"(Somebody read what you wrote to each other)",
     R"(Hello {{GIVEN_NAME}},

An administrator of the program read what is written in your mentorship, which nobody else sees otherwise.

Who it was and why stands in your timeline. If you have a question about it, you may ask the administrator.)"},
    {"gratitude", R"(You reached a goal)",
     R"(Hello {{GIVEN_NAME}},

You reached a goal{{#TITLE}}: "{{TITLE}}"{{/TITLE}}. Congratulations!

Did somebody help you? If you like, tell them in one line what they did and what it changed.)"},
    {"gratitude-introduction", R"(An introduction was made for you)",
     R"(Hello {{GIVEN_NAME}},

An introduction was made for you. Somebody opened a door.

If it helped, a line of thanks with what it changed is a joy to read. The portal has a place for it.)"},
    {"group-person-left", R"(Your group goes on)",
     R"(Hello {{GIVEN_NAME}},

Your group{{#PARTNER}} with {{PARTNER}}{{/PARTNER}} goes on as planned. One person is no longer part of it.

Meetings with this person are called off; the others stay. If you would like another time, the portal shows what is possible.)"},
    {"introduction-accepted", R"(The answer is yes)",
     R"(Hello {{GIVEN_NAME}},

The person who was asked is glad to be introduced. Who it is, and how they like to be approached, stands in the portal.

A short first message is enough.)"},
    {"introduction-offered", R"(May somebody be introduced to you?)",
     R"(Hello {{GIVEN_NAME}},

A mentor would like to introduce somebody to you. What it is for stands in the portal.

You decide: nobody is told your name before you say yes, and "not now" needs no reason.)"},
    {"invitation-unanswered", R"(An invitation is still open)",
     R"(Hello {{GIVEN_NAME}},

An invitation{{#PROGRAM}} to {{PROGRAM}}{{/PROGRAM}} is still open.

A friendly word from a person may help. The portal shows which invitation it is.)"},
    {"invited-as-mentor", R"(Would you like to be somebody’s mentor?)",
     R"(Hello {{GIVEN_NAME}},

Somebody would like to learn from you and named you as a person to ask. You could have a first short conversation with people who look for what you know.

Say in the portal what you can help with, or that it does not suit you now. Both are fine.)"},
    {"invited-to-mentor", R"(Would you like to be a mentor?)",
     R"(Hello {{GIVEN_NAME}},

You reached goals that other people still work on. Would you like to help one of them as a mentor?

Your offer is already filled in: you can read it in the portal and change what you like. It is an invitation, nothing more.)"},
    {"meeting-cancelled", R"(Your meeting is off)",
     R"(Hello {{GIVEN_NAME}},

The meeting{{#PARTNER}} with {{PARTNER}}{{/PARTNER}}{{#TIME}} on {{TIME}}{{/TIME}} will not take place.
The file with this message takes it out of your calendar.

If you would like to meet at another time, the portal shows what is possible.)"},
    {"meeting-invitation", R"(You meet{{#TIME}} on {{TIME}}{{/TIME}})",
     R"(Hello {{GIVEN_NAME}},

You have a meeting{{#PARTNER}} with {{PARTNER}}{{/PARTNER}}{{#TIME}} on {{TIME}}{{/TIME}}.
The invitation with this message puts it in your calendar.

{{#TIME_NOTE}}This is outside the usual hours of {{TIME_NOTE}}.
A thank-you for getting up early or staying up late is kind.{{/TIME_NOTE}})"},
    {"meeting-no-show", R"(Your meeting did not take place)",
     R"(Hello {{GIVEN_NAME}},

The meeting{{#PARTNER}} with {{PARTNER}}{{/PARTNER}}{{#TIME}} on {{TIME}}{{/TIME}} did not take place. That can happen to everybody.

Pick another time, take ten minutes, or write a few lines: all of it counts.)"},
    {"meeting-reminder", R"(You meet{{#TIME}} on {{TIME}}{{/TIME}})",
     R"(Hello {{GIVEN_NAME}},

You have a meeting{{#PARTNER}} with {{PARTNER}}{{/PARTNER}}{{#TIME}} on {{TIME}}{{/TIME}}. The agenda and your notes are in the portal.

{{#TIME_NOTE}}This is outside the usual hours of {{TIME_NOTE}}.
A thank-you for getting up early or staying up late is kind.{{/TIME_NOTE}})"},
    {"mentor-reflection", R"(A moment to look back, for yourself)",
     R"(Hello {{GIVEN_NAME}},

You have been a mentor{{#PARTNER}} with {{PARTNER}}{{/PARTNER}} for some weeks. Thank you.

What have you learned yourself? One line, for yourself, is enough.)"},
    {"mentor-reflection-end", R"(What did you learn yourself?)",
     R"(Hello {{GIVEN_NAME}},

Your mentorship{{#PARTNER}} with {{PARTNER}}{{/PARTNER}} is complete. Thank you.

What did it change for you? One line, for yourself, is enough.)"},
    {"mentorship-proposed", R"(A mentorship is proposed)",
     R"(Hello {{GIVEN_NAME}},

A mentorship{{#PARTNER}} with {{PARTNER}}{{/PARTNER}} is proposed. It begins with one short conversation.

You can answer in the portal{{#UNTIL}} until {{UNTIL}}{{/UNTIL}}. Yes and no are both good answers.)"},
    {"next-touch", R"(You wanted to be in touch again)",
     R"(Hello {{GIVEN_NAME}},

after your conversation{{#PARTNER}} with {{PARTNER}}{{/PARTNER}} you agreed to be in touch again about now.

A short hello is enough; a time for a talk is found in the portal.)"},
    {"no-next-meeting", R"(Shall we find the next time?)",
     R"(Hello {{GIVEN_NAME}},

There is no next meeting{{#PARTNER}} with {{PARTNER}}{{/PARTNER}} yet.

The portal shows when you can both meet: pick what suits you. Ten minutes count too.)"},
    {"no-request-yet", R"(One small question is a good beginning)",
     R"(Hello {{GIVEN_NAME}},

A first conversation is small: fifteen minutes and two questions. You ask for a conversation, not yet for a mentor.

The portal shows who could fit, and why. If you like, ask one person.)"},
    {"no-time-offered", R"(No time? Ten minutes count)",
     R"(Hello {{GIVEN_NAME}},

A time for a meeting{{#PARTNER}} with {{PARTNER}}{{/PARTNER}} is not easy to find just now. That happens.

Ten minutes are enough, or three short answers in the portal. No answer is needed now.)"},
    {"pause-ends", R"(Your pause ends soon)",
     R"(Hello {{GIVEN_NAME}},

Your pause{{#PARTNER}} with {{PARTNER}}{{/PARTNER}} ends{{#UNTIL}} on {{UNTIL}}{{/UNTIL}}. Welcome back.

Pick a time in the portal when you are ready. If you need longer, say so.)"},
    {"pause-offered", R"(Would a pause help?)",
     R"(Hello {{GIVEN_NAME}},

It has been quiet{{#PARTNER}} between you and {{PARTNER}}{{/PARTNER}}, and that is fine.

If a pause helps, one click in the portal is enough, and you go on later. No answer is needed.)"},
    {"plain", R"({{SUBJECT}})", R"({{TEXT}})"},
    {"profile-unfinished", R"(A line about you)",
     R"(Hello {{GIVEN_NAME}},

Your profile has room for one more line: what you would like to learn, or what you could give.

One skill is enough to begin with. You can add it in the portal.)"},
    {"pulse", R"(How is it going, from 1 to 5?)",
     R"(Hello {{GIVEN_NAME}},

How is your mentorship{{#PARTNER}} with {{PARTNER}}{{/PARTNER}}, from 1 to 5?

One click in the portal is enough. The number is for your program; your partner does not see it.)"},
    {"rematch", R"(You are first on the list)",
     R"(Hello {{GIVEN_NAME}},

You are first on the list for another mentor.

The portal shows who could fit, and why. One short conversation is a good beginning.)"},
    {"request-accepted", R"(The answer is yes)",
     R"(Hello {{GIVEN_NAME}},

Your request{{#TITLE}} "{{TITLE}}"{{/TITLE}} has a yes{{#PARTNER}} from {{PARTNER}}{{/PARTNER}}.

Pick a time in the portal, and prepare three open questions.)"},
    {"request-declined", R"(Not this time)",
     R"(Hello {{GIVEN_NAME}},

Nobody has time just now for your request{{#TITLE}} "{{TITLE}}"{{/TITLE}}. It says nothing about your question.

The portal shows who else could fit.)"},
    {"request-expired", R"(Your request has ended)",
     R"(Hello {{GIVEN_NAME}},

Your request{{#TITLE}} "{{TITLE}}"{{/TITLE}} has ended without an answer. It says nothing about your question.

The portal shows who has time now.)"},
    {"request-moved-on", R"(Your request goes on)",
     R"(Hello {{GIVEN_NAME}},

Your request{{#TITLE}} "{{TITLE}}"{{/TITLE}} is now with your next choice.

You do not have to do anything. We tell you when there is an answer.)"},
    {"request-received", R"(A short conversation?)",
     R"(Hello {{GIVEN_NAME}},

You are asked for one short conversation{{#PARTNER}} by {{PARTNER}}{{/PARTNER}}{{#TITLE}}: "{{TITLE}}"{{/TITLE}}.

Read the questions in the portal and pick one of the times. "Not now" is a good answer too.)"},
    {"request-reminder", R"(A question for you is still open)",
     R"(Hello {{GIVEN_NAME}},

There is a question for you{{#PARTNER}} from {{PARTNER}}{{/PARTNER}}{{#TITLE}}: "{{TITLE}}"{{/TITLE}}.

Yes, no or another time: every answer is welcome. One click in the portal is enough.)"},
    {"soft-check-in", R"(Just a hello)",
     R"(Hello {{GIVEN_NAME}},

Your last conversation{{#PARTNER}} with {{PARTNER}}{{/PARTNER}} was a while ago. We hope that you are well.

No answer is needed. If you would like to talk again, one line is enough.)"},
    {"stretch-debrief", R"(What did you take from it?)",
     R"(Hello {{GIVEN_NAME}},

The time you set for talking your assignment over is near.

Two lines in the portal are enough: what went well, what you would do differently. It need not have worked.)"},
    {"ten-minutes-offered", R"(Ten minutes, or three lines?)",
     R"(Hello {{GIVEN_NAME}},

A whole meeting{{#PARTNER}} with {{PARTNER}}{{/PARTNER}} may be a lot just now.

Ten minutes count as well, and so do three short answers in the portal. No answer is needed.)"},
    {"understanding-written", R"(Is this what you meant?)",
     R"(Hello {{GIVEN_NAME}},

There is a line for you in the portal{{#PARTNER}}, from {{PARTNER}}{{/PARTNER}}. It says what was understood of what you told.

Say that it is so, or put it right. Either helps.)"},
    {"win-created", R"(Something went well)",
     R"(Hello {{GIVEN_NAME}},

{{#PARTNER}}{{PARTNER}} has put down something that went well.{{/PARTNER}} It stands in the portal.

A word from you makes it twice as good.)"},
    {"wrap-up", R"(Time to look back together)",
     R"(Hello {{GIVEN_NAME}},

Your mentorship{{#PARTNER}} with {{PARTNER}}{{/PARTNER}} is near its end, and a good end is a success.

Look back together and choose in the portal: go on for a while, complete it, or take a new goal.

{{#UNTIL}}You can choose until {{UNTIL}}.{{/UNTIL}})"},
};

}  // namespace

absl::Span<const Words> EnglishWords() { return kWords; }

}  // namespace gilde::notification::domain
