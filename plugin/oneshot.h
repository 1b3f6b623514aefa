/* oneshot.h - files or standard input in, annotations out, no host.  Floor: plugin. */
#ifndef SS_ONESHOT_H
#define SS_ONESHOT_H
#include "cli.h"
#include "sayso.h"

/* Does what `cli` says, one input after the other, and answers one of exit.h's codes: 1 when some
 * inputs failed, each named with its reason on stderr and the others done; 64 when two outputs would
 * fall together (nothing is done then); 70 when one failed by a fault of the program; 74 when an
 * output cannot be written: at standard output this ends the work. Both are borrowed. Memory is one
 * document's. */
int ss_oneshot_run(const ss_cli *cli, const sayso_model *model);

#endif
