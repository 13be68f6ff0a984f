/// Every mechanism a sheet can call, by name.
public enum Catalogue {
    /// All of them, in the order the documentation lists them.
    public static let all: [Mechanism] = [
        .softmax, .hardmax, .sparsemax, .entmax15, .topK, .softmaxOne, .weights, .scores,
        .attention, .selfAttention, .crossAttention, .multiHead, .multiQuery, .groupedQuery, .onlineAttention,
        .rnnCell, .rnn, .gruCell, .gru, .lstmCell, .lstm,
        .attentivePooling, .attentionalState, .attentionGRU, .encoderDecoder, .oneHot, .embedding, .conv1d,
        .positionalEncoding, .positionRotation, .rotaryEmbedding, .linearBiases, .linearBiasSlopes,
        .encoderBlock, .decoderBlock, .layerNorm, .rmsNorm, .linear, .feedForward, .gelu, .silu, .leakyRelu, .softplus,
        .meanPool, .classifierHead, .crossEntropy,
    ]

    private static let byName = Dictionary(all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

    /// The mechanism that a sheet calls by this name.
    public static func mechanism(named name: String) -> Mechanism? { byName[name] }
}
