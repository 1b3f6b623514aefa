/* oneshot.h - files or standard input in, annotations out, no host.  Floor: plugin.
 *
 *     inputs ──► workers, each with an annotator ──► belt.h ──► calling thread ──► stdout, stderr */
#ifndef SS_ONESHOT_H
#define SS_ONESHOT_H
#include "cli.h"
#include "sayso.h"

/* Does what `cli` says, several inputs at a time, and writes their answers in the order of the inputs.
 * Answers one of exit.h's codes: 1 when some inputs failed, each named with its reason on stderr and the
 * others done; 64 when two outputs would fall together (nothing is done then); 70 when one failed by a
 * fault of the program; 74 when an output could not be written. Standard output that cannot be
 * written ends the process, with 74, as workers may be waiting for input. Both are borrowed. Memory is one
 * document's a worker, and a bounded number of finished answers. */
int ss_oneshot_run(const ss_cli *cli, const sayso_model *model);

#endif
