// Validate: what is wrong with a lab's folder and answer bank, beyond its manifest.
//
// **Thread safety**: reads the disk and keeps nothing.
#ifndef RACELAB_CHECKER_LAB_VALIDATE_H_
#define RACELAB_CHECKER_LAB_VALIDATE_H_

#include <string>
#include <vector>

#include "checker/lab/catalog.h"

namespace racelab {

// One sentence per problem, "README.md:3: ..." or "solutions/01_x/NOTES.md: ..."; empty when the
// lab is well-formed. What the programs do is for `racelab verify` to find out.
std::vector<std::string> ValidateLab(const Lab& lab);

}  // namespace racelab

#endif  // RACELAB_CHECKER_LAB_VALIDATE_H_
