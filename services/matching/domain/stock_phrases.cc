#include "services/matching/domain/stock_phrases.h"

#include <string>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_join.h"
#include "common/base/text.h"

namespace gilde::matching::domain {
namespace {

// Folded, as base::Words gives them.
constexpr std::string_view kStockPhrases[] = {
    // English
    "hello", "hello there", "hi there", "good morning", "dear mentor", "mentor", "mentoring", "mentorship", "mentoring request",
    "mentorship request", "mentor request", "request for mentoring", "request for mentorship", "request", "question", "questions",
    "a question", "quick question", "a quick question", "short question", "help", "help needed", "need help", "help please", "please help",
    "advice", "need advice", "seeking advice", "career advice", "conversation", "conversation request", "short conversation", "quick chat",
    "coffee", "coffee chat", "virtual coffee", "introduction", "introducing myself", "about me", "networking", "lets connect",
    "let s connect", "connect", "meeting", "meeting request", "can we talk", "can we meet", "opportunity", "follow up", "no subject",
    "subject", "important", "urgent", "interested in mentoring", "interested in mentorship", "picking your brain", "pick your brain",
    // Dutch
    "hallo", "goedemorgen", "goedendag", "vraag", "een vraag", "vraagje", "korte vraag", "hulp", "hulp gevraagd", "hulp nodig", "advies",
    "advies gevraagd", "kennismaken", "kennismaking", "gesprek", "kort gesprek", "koffie", "kop koffie", "mentorschap", "mentoraanvraag",
    "aanvraag", "verzoek", "mentorverzoek", "belangrijk", "dringend", "even voorstellen", "kunnen we praten",
    // German
    "guten tag", "guten morgen", "frage", "eine frage", "kurze frage", "hilfe", "brauche hilfe", "bitte um hilfe", "rat", "ratschlag",
    "kennenlernen", "gesprach", "kurzes gesprach", "kaffee", "auf einen kaffee", "anfrage", "mentoring anfrage", "mentoringanfrage",
    "mentorenanfrage", "bitte", "wichtig", "vorstellung", "kontakt", "austausch",
    // French
    "bonjour", "bonsoir", "salut", "question rapide", "une question", "petite question", "aide", "besoin d aide", "demande d aide",
    "conseil", "conseils", "demande de conseil", "rencontre", "prise de contact", "conversation rapide", "cafe", "un cafe", "demande",
    "mentorat", "demande de mentorat", "presentation", "reseau", "echange",
    // Spanish
    "hola", "buenos dias", "buenas tardes", "pregunta", "una pregunta", "pregunta rapida", "consulta", "ayuda", "necesito ayuda", "consejo",
    "consejos", "conversacion", "charla", "charla rapida", "un cafe rapido", "solicitud", "mentoria", "solicitud de mentoria",
    "presentacion", "contacto", "urgente", "importante"};

}  // namespace

bool IsStockPhrase(std::string_view subject) {
  static const absl::flat_hash_set<std::string>& phrases =
      *new absl::flat_hash_set<std::string>(std::begin(kStockPhrases), std::end(kStockPhrases));
  return phrases.contains(absl::StrJoin(base::Words(subject), " "));
}

}  // namespace gilde::matching::domain
