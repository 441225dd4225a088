// Tells a goal from a wish for a mentor, without understanding either: a text is vague when nothing is left of it once the words are
// taken away with which people say, in five languages, that they want somebody or something to help them get better at things. Chosen
// over a list of phrases, which a single added word escapes, and over a trained model, whose refusals nobody could explain.
#include <set>

#include "absl/strings/str_split.h"
#include "common/base/text.h"
#include "services/profile/domain/goal.h"

namespace gilde::profile::domain {

namespace {

// Folded, as base::Words gives them.
constexpr absl::string_view kEmptyWords =
    // English
    "i m am me my myself we a an the to be is and or in at of on it that want need would like wish hope looking look seeking seek "
    "find finding get getting have having for with from by some someone somebody something things stuff anything who can could will "
    "help helps helping support guide guidance advice mentor mentors mentoring mentorship coach coaching good great better best more "
    "new learn learning grow growing growth improve improving improvement develop development succeed success successful person "
    "people please goal goals very much job work career life general just really become becoming skills skill experience "
    // Dutch
    "ik mij mijn mezelf wil wilt graag zou willen zoek zoeken heb hebben nodig een de het te om en voor met bij van die iemand iets "
    "hulp helpen helpt kan steun begeleiding advies mentoren beter worden groeien groei leren ontwikkelen ontwikkeling meer goede "
    "nieuwe dingen werk carriere loopbaan vinden krijgen verder komen ben op "
    // German
    "ich mir mich mein meine meiner meinem meinen mochte moechte wurde wuerde gern gerne brauche suche suchen eine einen einem einer "
    "ein der das den dem und oder fur fuer mit zu zum zur im bin jemand jemanden etwas hilfe helfen hilft unterstutzung "
    "unterstuetzung rat mentorin besser werden wachsen lernen weiter entwickeln weiterentwickeln mehr neue neues guten gute dinge "
    "arbeit beruf karriere finden haben bei mentorat "
    // French
    "je j moi mon ma mes veux voudrais souhaite aimerais ai besoin d l un une le la les des du et ou pour avec dans cherche chercher "
    "trouver avoir quelqu quelque chose qui peut aide aider soutien conseil conseils accompagnement etre devenir meilleur meilleure "
    "progresser grandir apprendre evoluer developper plus nouveau nouvelles choses bon bonne travail vie que mieux "
    // Spanish
    "yo mi mis quiero quisiera gustaria necesito busco buscar encontrar tener una el los las y o para con por alguien algo pueda "
    "ayuda ayudar ayude apoyo consejo consejos mentora mentores mentoria ser mejor mejorar crecer aprender desarrollar desarrollarme "
    "mas nuevas cosas buen buena bueno trabajo carrera vida ";

const std::set<std::string, std::less<>>& EmptyWords() {
  static const auto& words = *new std::set<std::string, std::less<>>(absl::StrSplit(kEmptyWords, ' ', absl::SkipEmpty()));
  return words;
}

}  // namespace

bool IsVague(std::string_view outcome) {
  for (const std::string& word : base::Words(outcome)) {
    if (EmptyWords().count(word) == 0) return false;
  }
  return true;
}

}  // namespace gilde::profile::domain
