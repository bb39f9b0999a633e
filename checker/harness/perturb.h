// Perturbation: the delays and neutered calls that $RACELAB_PERTURB asks for (words in record.h).
//
// **Thread safety**: call StartPerturbation once, before the first thread.
#ifndef RACELAB_CHECKER_HARNESS_PERTURB_H_
#define RACELAB_CHECKER_HARNESS_PERTURB_H_

namespace racelab {

// Reads $RACELAB_PERTURB and $RACELAB_SEED. Until then every interposed call is passed on.
void StartPerturbation();

}  // namespace racelab

#endif  // RACELAB_CHECKER_HARNESS_PERTURB_H_
