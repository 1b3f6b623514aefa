"""A BERT-shaped encoder in plain PyTorch, read from safetensors."""
import json

import torch
import torch.nn as nn
import torch.nn.functional as F
from safetensors.torch import load_file


class Layer(nn.Module):
    def __init__(self, width, inner, heads, eps):
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.mix = (nn.Linear(width, width) for _ in range(4))
        self.attention_norm, self.norm = nn.LayerNorm(width, eps), nn.LayerNorm(width, eps)
        self.widen, self.narrow = nn.Linear(width, inner), nn.Linear(inner, width)

    def forward(self, x, bias, dropout):
        batch, length, width = x.shape
        query, key, value = (f(x).view(batch, length, self.heads, -1).transpose(1, 2)
                             for f in (self.query, self.key, self.value))
        attention = F.scaled_dot_product_attention(query, key, value, attn_mask=bias)
        attention = attention.transpose(1, 2).reshape(batch, length, width)
        x = self.attention_norm(x + F.dropout(self.mix(attention), dropout, self.training))
        return self.norm(x + F.dropout(self.narrow(F.gelu(self.widen(x))), dropout, self.training))


class Encoder(nn.Module):
    """ids [batch, length], mask (true: a piece) -> states [batch, length, width]"""

    def __init__(self, folder):
        super().__init__()
        with open(folder + "/config.json", encoding="utf-8") as f:
            c = json.load(f)
        self.width = width = c["hidden_size"]
        self.words = nn.Embedding(c["vocab_size"], width)
        self.places = nn.Embedding(c["max_position_embeddings"], width)
        self.norm = nn.LayerNorm(width, c["layer_norm_eps"])
        self.layers = nn.ModuleList(
            [Layer(width, c["intermediate_size"], c["num_attention_heads"], c["layer_norm_eps"])
             for _ in range(c["num_hidden_layers"])])
        self.read({k.replace("bert.", ""): v for k, v in load_file(folder + "/model.safetensors").items()})

    def read(self, weights):
        def copy(module, name):
            module.weight.data.copy_(weights[name + ".weight"])
            module.bias.data.copy_(weights[name + ".bias"])
        self.words.weight.data.copy_(weights["embeddings.word_embeddings.weight"])
        self.words.weight.data += weights["embeddings.token_type_embeddings.weight"][0]
        self.places.weight.data.copy_(weights["embeddings.position_embeddings.weight"])
        copy(self.norm, "embeddings.LayerNorm")
        for i, layer in enumerate(self.layers):
            at = f"encoder.layer.{i}."
            for module, name in ((layer.query, "attention.self.query"), (layer.key, "attention.self.key"),
                                 (layer.value, "attention.self.value"), (layer.mix, "attention.output.dense"),
                                 (layer.attention_norm, "attention.output.LayerNorm"),
                                 (layer.widen, "intermediate.dense"), (layer.narrow, "output.dense"),
                                 (layer.norm, "output.LayerNorm")):
                copy(module, at + name)

    def forward(self, ids, mask, dropout=.1):
        length = ids.shape[1]
        x = self.norm(self.words(ids) + self.places.weight[:length])
        x = F.dropout(x, dropout, self.training)
        bias = torch.zeros(mask.shape[0], 1, 1, length, device=x.device).masked_fill(~mask[:, None, None], -1e4)
        for layer in self.layers:
            x = layer(x, bias, dropout)
        return x
