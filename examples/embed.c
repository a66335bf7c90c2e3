// SPDX-License-Identifier: MIT
// Dragoman in a program of one's own: open the model once, one coder a thread, one call an article.
//   cc embed.c $(pkg-config --cflags --libs dragoman) -o embed && ./embed [DATA_DIR]
#include <dragoman.h>

#include <stdio.h>

int main(int argc, char **argv)
{
    dragoman_error e = {0};
    dragoman_model *model;
    dragoman_model_options options = {.data_dir = argc > 1 ? argv[1] : NULL};
    if (dragoman_model_open(&model, &options, &e) != DRAGOMAN_OK) {
        fprintf(stderr, "embed: %s\n", e.message);
        return 2;
    }
    dragoman_coder *coder = dragoman_coder_new(model);
    dragoman_article article = {
        .id = "camp-david",
        .date = "1978-09-18",
        .title = "Egypt and Israel agree on a framework for peace",
        .text = "President Jimmy Carter said on Sunday that Egypt and Israel had agreed on a "
                "framework for peace. "
                "Israel promised to withdraw its forces from the Sinai peninsula.",
    };
    dragoman_text out;
    int rc = coder ? dragoman_code(coder, &article, NULL, &out, &e) : DRAGOMAN_MEMORY;
    if (rc == DRAGOMAN_OK)
        fputs(out.data, stdout); // one JSON object a line
    else
        fprintf(stderr, "embed: %s\n", e.message);
    dragoman_coder_free(coder);
    dragoman_model_close(model);
    return rc;
}
