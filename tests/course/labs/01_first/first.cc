// The file to edit of the miniature lab: it does not compile.
#include "first.h"

int First() { return one; }
