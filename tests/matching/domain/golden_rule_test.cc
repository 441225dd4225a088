// The golden rule in five languages: what people write when they ask for a mentor, and what they write when they do not.
#include "services/matching/domain/golden_rule.h"

#include <gtest/gtest.h>

#include <string_view>
#include <vector>

namespace gilde::matching::domain {
namespace {

struct Language {
  std::string_view name;
  std::vector<std::string_view> caught;
  std::vector<std::string_view> innocent;
};

const Language kEnglish = {
    "English",
    {
        "Will you be my mentor?",
        "Would you please consider being my mentor?",
        "Hi Ada, could you be my mentor this year?",
        "I was wondering if you would be willing to be my mentor.",
        "I would love to have you as my mentor.",
        "I'd like you to mentor me.",
        "Can you mentor me in distributed systems?",
        "I am looking for a mentor in data engineering.",
        "I need a mentor!",
        "Please mentor me.",
        "Be my mentor? I promise I learn fast.",
        "Are you open to mentoring me?",
        "Would you take me on as your mentee?",
        "It would be an honour to have you as a mentor.",
        "I'd like to ask you to be my mentor",
        "Are you taking on new mentees?",
        "Could I be your mentee?",
        "WILL  YOU\tBECOME MY MENTOR",
        "Wouldn't you be my mentor?",
        "Would you mind being my mentor?",
        "I hope you will be my mentor.",
        "Can I ask you to be my mentor?",
        "I want you to be my mentor",
        "Could you possibly serve as my mentor?",
        "Would you be open to becoming my mentor this year?",
        "I'm searching for a mentor who knows Kafka.",
        "Do you want to be my mentor?",
        "Would you be interested in mentoring me?",
        "I'd be honoured if you would be my mentor.",
        "Looking for a mentor",
        "Would you consider taking me as a mentee?",
        "I am seeking a mentor.",
        "Please be my mentor",
        "My question is simple: will you be my mentor?",
        "You would be a great mentor for me, would you do it?",
        "Hey, mentor me please!",
        "I'd love it if you could mentor me",
        "Would you be a mentor to me?",
        "Is there any chance you could be my mentor?",
        "I'd like to request your mentorship.",
        "I would like a mentor like you.",
    },
    {
        "My mentor told me about your talk on backpressure.",
        "How did you find your first mentor?",
        "I am not asking you to be my mentor, only for fifteen minutes.",
        "What did you learn from the people you mentor?",
        "Your article on how to mentor juniors helped me.",
        "What would you tell someone who wants to become a mentor?",
        "My former manager, who later turned out to be my mentor for years, spoke of you.",
        "When I was looking for a mentor two years ago, your blog kept me going.",
        "I mentor two students on Fridays.",
        "Which mistakes do mentors make in the first month?",
        "Could you tell me how you structure mentoring sessions?",
        "Would you be my mentor's first choice for a talk, or is Tuesday bad?",
        "Instead of asking for a mentor I would rather ask three questions.",
        "You wrote that being a mentor changed how you lead; what changed first?",
        "Could you spare fifteen minutes to talk about Kafka?",
        "The mentorship programme you started in Lisbon is famous here.",
        "Who mentored you?",
        "I read that you mentor five people; how do you keep time for it?",
        "What makes a mentor worth listening to?",
        "My mentor suggested that I talk with you about Kafka.",
        "Would you recommend a book your mentor gave you?",
        "You said your mentor taught you patience.",
        "As a mentor you see many teams; which ones fail?",
        "Could you tell me what your mentor did when you doubted?",
        "I was a mentor at the coding school last year.",
        "I do not want a mentor, I want to understand your talk.",
        "No mentoring needed, only one answer.",
        "How can I be a good mentee?",
        "How would you become a mentor in my place?",
        "Thanks to my mentor I found your article.",
        "I'm my team's mentor for newcomers.",
        "Did you look for a mentor when you started?",
        "You need a mentor to survive here, people say; is it true?",
        "What would you ask a mentor in your first week?",
        "The mentor programme closes on Friday.",
        "Would you say that mentors should give answers?",
        "My manager asked me to be a mentor.",
        "She wanted to be my mentor's successor.",
        "If you mentor someone, how do you begin?",
        "Do you mentor differently by video?",
    },
};

const Language kDutch = {
    "Dutch",
    {
        "Wil je mijn mentor zijn?",
        "Zou u mijn mentor willen zijn?",
        "Wil jij mijn mentor worden?",
        "Zou je het leuk vinden om mijn mentor te zijn?",
        "Ik ben op zoek naar een mentor.",
        "Ik zoek een mentor op het gebied van data.",
        "Word alsjeblieft mijn mentor!",
        "Ik wil je vragen of je mijn mentor wilt zijn.",
        "Ik zou je graag als mijn mentor willen.",
        "Kun je mij als mentor begeleiden?",
        "Ben je bereid om mijn mentor te worden?",
        "Mentor gezocht",
        "Ik heb een mentor nodig.",
        "Mag ik jouw mentee zijn?",
        "Zou jij mijn mentor willen worden?",
        "Kun je mijn mentor zijn?",
        "Ik zou het fijn vinden als je mijn mentor wordt.",
        "Heb je zin om mijn mentor te zijn?",
        "Ik wil graag dat jij mijn mentor wordt.",
        "Mag ik je vragen mijn mentor te zijn?",
        "Wilt u mij als mentee aannemen?",
        "Ik wil graag een mentor.",
        "Zou u mij willen mentoren?",
    },
    {
        "Mijn mentor vertelde over jouw lezing.",
        "Hoe heb jij je eerste mentor gevonden?",
        "Ik vraag je niet om mijn mentor te zijn, alleen om een kwartier.",
        "Wat heb je geleerd van het begeleiden van mentees?",
        "Je artikel over mentoren hielp me enorm.",
        "Wat maakt iemand tot een goede mentor?",
        "Ik ben zelf mentor van twee studenten.",
        "Toen ik een mentor zocht, las ik jouw blog.",
        "Welke fouten maken mentoren in de eerste maand?",
        "In plaats van een mentor te zoeken stel ik liever drie vragen.",
        "Zou je een kwartier met mij willen praten over Kafka?",
        "Het mentorprogramma dat je in Utrecht begon is hier beroemd.",
        "Wie was jouw mentor?",
        "Wat zou je een mentor vragen?",
        "Mijn mentor raadde me aan om met jou te praten.",
        "Ik ben mentor bij de codeerschool.",
        "Ik zoek geen mentor, ik wil je lezing begrijpen.",
        "Hoe word je een goede mentor?",
        "Zou je kunnen vertellen wat jouw mentor deed?",
        "Heb je zelf een mentor gehad?",
        "Een mentor hielp mij vorig jaar enorm.",
    },
};

const Language kGerman = {
    "German",
    {
        "Willst du mein Mentor sein?",
        "Würden Sie bitte meine Mentorin werden?",
        "Könntest du dir vorstellen, mein Mentor zu sein?",
        "Möchten Sie mein Mentor werden?",
        "Ich suche einen Mentor.",
        "Ich bin auf der Suche nach einer Mentorin.",
        "Ich wollte fragen, ob du mein Mentor sein möchtest.",
        "Ich möchte dich als Mentor gewinnen.",
        "Sei bitte mein Mentor!",
        "Ich hätte dich gerne als meinen Mentor.",
        "Kannst du mich mentoren?",
        "Ich brauche dringend einen Mentor.",
        "Mentorin gesucht",
        "Wuerdest du mein Mentor werden?",
        "Möchtest du meine Mentorin werden?",
        "Darf ich dich bitten, mein Mentor zu sein?",
        "Hättest du Lust, mein Mentor zu sein?",
        "Ich wünsche mir dich als Mentorin.",
        "Ich wünsche mir einen Mentor wie Sie.",
        "Wären Sie bereit, mein Mentor zu werden?",
        "Können Sie mein Mentor sein?",
        "Ich würde mich freuen, wenn Sie mein Mentor wären.",
        "Nimmst du mich als Mentee?",
    },
    {
        "Mein Mentor hat mir von deinem Vortrag erzählt.",
        "Wie hast du deinen ersten Mentor gefunden?",
        "Ich frage dich nicht, ob du mein Mentor wirst, nur nach fünfzehn Minuten.",
        "Was hast du als Mentorin gelernt?",
        "Dein Artikel über Mentoring hat mir geholfen.",
        "Was macht eine gute Mentorin aus?",
        "Ich bin selbst Mentor für zwei Studierende.",
        "Als ich einen Mentor suchte, las ich deinen Blog.",
        "Welche Fehler machen Mentoren im ersten Monat?",
        "Statt einen Mentor zu suchen, stelle ich lieber drei Fragen.",
        "Könntest du fünfzehn Minuten mit mir über Kafka sprechen?",
        "Das Mentorenprogramm in Graz kennt hier jeder.",
        "Wer war dein Mentor?",
        "Was würdest du einen Mentor fragen?",
        "Meine Mentorin hat mir geraten, mit dir zu sprechen.",
        "Ich bin Mentorin an der Schule.",
        "Ich suche keinen Mentor, ich will deinen Vortrag verstehen.",
        "Wie wird man ein guter Mentor?",
        "Könntest du erzählen, was dein Mentor getan hat?",
        "Hattest du selbst eine Mentorin?",
        "Ein Mentor hat mir letztes Jahr sehr geholfen.",
    },
};

const Language kFrench = {
    "French",
    {
        "Voulez-vous être mon mentor ?",
        "Veux-tu être ma mentore ?",
        "Pourriez-vous devenir mon mentor, s'il vous plaît ?",
        "Est-ce que tu pourrais être mon mentor ?",
        "Accepteriez-vous d'être mon mentor ?",
        "J'aimerais que vous soyez mon mentor.",
        "Je cherche un mentor.",
        "Je suis à la recherche d'un mentor.",
        "J'ai besoin d'un mentor.",
        "Sois mon mentor !",
        "Tu veux bien être mon mentor ?",
        "Pourrais-tu me mentorer ?",
        "J'aimerais vous avoir comme mentor.",
        "Seriez-vous prêt à devenir mon mentor ?",
        "Tu serais d'accord pour être mon mentor ?",
        "Je voudrais que tu sois ma mentore.",
        "Puis-je vous demander d'être mon mentor ?",
        "Je souhaite un mentor.",
        "Auriez-vous envie d'être mon mentor ?",
        "Accepterais-tu de me mentorer ?",
        "Nous recherchons une mentore.",
        "Serais-tu ma mentore ?",
        "Pouvez-vous me prendre comme mentorée ?",
    },
    {
        "Mon mentor m'a parlé de votre conférence.",
        "Comment avez-vous trouvé votre premier mentor ?",
        "Je ne vous demande pas d'être mon mentor, seulement quinze minutes.",
        "Qu'avez-vous appris de vos mentorés ?",
        "Votre article sur le mentorat m'a aidée.",
        "Qu'est-ce qui fait un bon mentor ?",
        "Je suis mentore de deux étudiantes.",
        "Quand je cherchais un mentor, j'ai lu votre blog.",
        "Quelles erreurs font les mentors le premier mois ?",
        "Plutôt que de chercher un mentor, je préfère poser trois questions.",
        "Pourriez-vous m'accorder quinze minutes sur Kafka ?",
        "Le programme de mentorat de Lyon est connu ici.",
        "Qui était votre mentor ?",
        "Que demanderiez-vous à un mentor ?",
        "Ma mentore m'a conseillé de vous écrire.",
        "Je suis mentor dans une école.",
        "Je ne cherche pas de mentor, je veux comprendre votre exposé.",
        "Comment devient-on un bon mentor ?",
        "Pourriez-vous raconter ce que votre mentor a fait ?",
        "Avez-vous eu une mentore ?",
        "Un mentor m'a beaucoup aidé l'an dernier.",
    },
};

const Language kSpanish = {
    "Spanish",
    {
        "¿Quieres ser mi mentor?",
        "¿Podría usted ser mi mentora?",
        "¿Te gustaría ser mi mentor?",
        "¿Podrías convertirte en mi mentora?",
        "Estoy buscando un mentor.",
        "Busco mentora en datos.",
        "Necesito un mentor.",
        "Me gustaría que fueras mi mentor.",
        "Quería pedirte que seas mi mentor.",
        "Me encantaría tenerte como mentora.",
        "Sé mi mentor, por favor.",
        "¿Estaría dispuesto a ser mi mentor?",
        "¿Podrías mentorizarme?",
        "¿Aceptarías ser mi mentora?",
        "¿Querrías ser mi mentora?",
        "¿Quisiera usted ser mi mentor?",
        "¿Te importaría ser mi mentor?",
        "Quiero que seas mi mentor.",
        "Me gustaría tener un mentor como tú.",
        "Necesito una mentora urgentemente.",
        "¿Puedo pedirte que seas mi mentor?",
        "¿Serías mi mentora?",
        "Ojalá fueras mi mentor.",
    },
    {
        "Mi mentora me habló de tu charla.",
        "¿Cómo encontraste a tu primer mentor?",
        "No te pido que seas mi mentor, solo quince minutos.",
        "¿Qué has aprendido de tus mentees?",
        "Tu artículo sobre mentoría me ayudó mucho.",
        "¿Qué hace bueno a un mentor?",
        "Soy mentora de dos estudiantes.",
        "Cuando buscaba un mentor, leí tu blog.",
        "¿Qué errores cometen los mentores el primer mes?",
        "En lugar de buscar un mentor prefiero hacer tres preguntas.",
        "¿Podrías dedicarme quince minutos para hablar de Kafka?",
        "El programa de mentoría de Sevilla es famoso aquí.",
        "¿Quién fue tu mentor?",
        "¿Qué le preguntarías a un mentor?",
        "Mi mentora me aconsejó hablar contigo.",
        "Soy mentor en una escuela.",
        "No busco mentor, quiero entender tu charla.",
        "¿Cómo se llega a ser un buen mentor?",
        "¿Podrías contar qué hizo tu mentor?",
        "¿Tuviste una mentora?",
        "Un mentor me ayudó mucho el año pasado.",
    },
};

class GoldenRule : public testing::TestWithParam<Language> {};

TEST_P(GoldenRule, FindsTheAskInNaturalVariants) {
  for (std::string_view text : GetParam().caught) EXPECT_TRUE(AsksForAMentor(text)) << text;
}

TEST_P(GoldenRule, LetsInnocentTextsAboutMentorsPass) {
  for (std::string_view text : GetParam().innocent) EXPECT_FALSE(AsksForAMentor(text)) << text;
}

TEST_P(GoldenRule, FindsTheAskInsideALongerText) {
  for (std::string_view text : GetParam().caught) {
    std::string longer = "Your talk on streams was clear. " + std::string(text) + "\nThank you and kind regards";
    EXPECT_TRUE(AsksForAMentor(longer)) << longer;
  }
}

INSTANTIATE_TEST_SUITE_P(Languages, GoldenRule, testing::Values(kEnglish, kDutch, kGerman, kFrench, kSpanish),
                         [](const auto& info) { return std::string(info.param.name); });

TEST(GoldenRule, HoldsForEmptyAndBrokenText) {
  EXPECT_FALSE(AsksForAMentor(""));
  EXPECT_FALSE(AsksForAMentor("mentor"));
  EXPECT_FALSE(AsksForAMentor("\xff\xfe"));
}

}  // namespace
}  // namespace gilde::matching::domain
