/* embed.h - a file as a read-only part of the program: costs nothing until it is read.  Floor: base. */
#ifndef SS_EMBED_H
#define SS_EMBED_H

/* Defines `const uint8_t name[], name_end[]`, aligned as the literal `alignment` says; a zero byte stands behind. */
#define SS_EMBED(name, file, alignment)  \
    __asm__(".pushsection .rodata\n"     \
            ".balign " alignment "\n"    \
            ".hidden " #name "\n"        \
            ".global " #name "\n" #name  \
            ":\n"                        \
            ".incbin \"" file "\"\n"     \
            ".hidden " #name "_end\n"    \
            ".global " #name "_end\n"    \
            #name "_end:\n"              \
            ".byte 0\n"                  \
            ".popsection\n");            \
    extern const uint8_t name[], name##_end[]

#endif
