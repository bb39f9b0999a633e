// VariantToml: reads the table [variant] of a manifest; part of manifest.cc.
//
// **Thread safety**: a pure function.
#ifndef RACELAB_CHECKER_LAB_VARIANT_TOML_H_
#define RACELAB_CHECKER_LAB_VARIANT_TOML_H_

#include "checker/lab/manifest.h"
#include "checker/lab/toml_reader.h"

namespace racelab {

VariantSpec ParseVariant(const toml::table& table, Errors& errors);

}  // namespace racelab

#endif  // RACELAB_CHECKER_LAB_VARIANT_TOML_H_
