import Marking
import Testing

/// What people write, in every notation, is read as what it means.
@Suite struct AnswerReaderTests {
    private static let numbers = #"""
        7 ¦ s ¦ 7 ¦ e ¦ 7
        -7 ¦ s ¦ -7 ¦ e ¦ −7
        +7 ¦ s ¦ 7 ¦ e ¦ 7
        −7 ¦ s ¦ -7 ¦ e
        –7 ¦ s ¦ -7 ¦ e
        0 ¦ s ¦ 0 ¦ e ¦ 0
        0.465 ¦ s ¦ 465/1000 ¦ 3.3 ¦ 0.465
        0.4650 ¦ s ¦ 465/1000 ¦ 4.4 ¦ 0.4650
        .5 ¦ s ¦ 1/2 ¦ 1.1
        -.5 ¦ s ¦ -1/2 ¦ 1.1
        10.00 ¦ s ¦ 10 ¦ 2.4
        0.00 ¦ s ¦ 0 ¦ 2.1
        0.5. ¦ s ¦ 1/2 ¦ 1.1
        12. ¦ s ¦ 12 ¦ e
        1/3 ¦ s ¦ 1/3 ¦ e ¦ 1/3
        -3/4 ¦ s ¦ -3/4 ¦ e ¦ −3/4
        0.1/0.3 ¦ s ¦ 1/3 ¦ m
        1e-3 ¦ s ¦ 1/1000 ¦ 3.1
        1.50e-3 ¦ s ¦ 15/10000 ¦ 5.3
        1.5E-3 ¦ s ¦ 15/10000 ¦ 4.2
        1.5e−3 ¦ s ¦ 15/10000 ¦ 4.2
        465e-3 ¦ s ¦ 465/1000 ¦ 3.3
        1.2e5 ¦ s ¦ 120000 ¦ -4.2
        2e+1 ¦ s ¦ 20 ¦ -1.1 ¦ 20
        -2e+1 ¦ s ¦ -20 ¦ -1.1 ¦ −20
        1.5·10^-3 ¦ s ¦ 15/10000 ¦ 4.2
        1.5*10^-3 ¦ s ¦ 15/10000 ¦ 4.2
        1.5*10**-3 ¦ s ¦ 15/10000 ¦ 4.2
        1.5 x 10^-3 ¦ s ¦ 15/10000 ¦ 4.2
        1.5 x 10^{-3} ¦ s ¦ 15/10000 ¦ 4.2
        1.5x10^-3 ¦ s ¦ 15/10000 ¦ 4.2
        1.5 × 10⁻³ ¦ s ¦ 15/10000 ¦ 4.2
        1.5 · 10^(-3) ¦ s ¦ 15/10000 ¦ 4.2
        -1.5 \times 10^{-3} ¦ s ¦ -15/10000 ¦ 4.2
        1.5 \cdot 10^{-3} ¦ s ¦ 15/10000 ¦ 4.2
        1.50 \cdot 10^{2} ¦ s ¦ 150 ¦ 0.3
        10^-3 ¦ s ¦ 1/1000 ¦ e
        46.5 % ¦ s ¦ 465/1000 ¦ 3.3 ¦ 0.465
        46.5% ¦ s ¦ 465/1000 ¦ 3.3
        46.5\% ¦ s ¦ 465/1000 ¦ 3.3
        $46.5\,\%$ ¦ s ¦ 465/1000 ¦ 3.3
        50 % ¦ s ¦ 1/2 ¦ 2.2 ¦ 0.50
        5% ¦ s ¦ 5/100 ¦ 2.1 ¦ 0.05
        100 % ¦ s ¦ 1 ¦ 2.3 ¦ 1.00
        0.5 % ¦ s ¦ 5/1000 ¦ 3.1
        -3 % ¦ s ¦ -3/100 ¦ 2.1
        e ¦ s ¦ exp(1) ¦ e ¦ e
        e^2 ¦ s ¦ exp(2) ¦ e ¦ e^2
        e² ¦ s ¦ exp(2) ¦ e
        e**2 ¦ s ¦ exp(2) ¦ e
        e^{-7} ¦ s ¦ exp(-7) ¦ e
        e⁻¹ ¦ s ¦ exp(-1) ¦ e
        2e^3 ¦ s ¦ 2 exp(3) ¦ e
        2e^{3} ¦ s ¦ 2 exp(3) ¦ e
        2 e ¦ s ¦ 2 exp(1) ¦ e
        exp(2) ¦ s ¦ exp(2) ¦ e
        np.exp(2) ¦ s ¦ exp(2) ¦ e
        math.sqrt(2) ¦ s ¦ sqrt(2) ¦ e
        np.sqrt(2)/2 ¦ s ¦ sqrt(2)/2 ¦ e
        math.pi ¦ s ¦ pi ¦ e
        torch.exp(1.5) ¦ s ¦ exp(3/2) ¦ m
        pi ¦ s ¦ pi ¦ e
        π/2 ¦ s ¦ pi/2 ¦ e
        2π ¦ s ¦ 2 pi ¦ e
        √2 ¦ s ¦ sqrt(2) ¦ e
        √2/2 ¦ s ¦ sqrt(2)/2 ¦ e
        3√3/2 ¦ s ¦ 3 sqrt(3)/2 ¦ e
        √(2/3) ¦ s ¦ sqrt(2/3) ¦ e
        ∛10 ¦ s ¦ cbrt(10) ¦ e
        2√10 ¦ s ¦ 2 sqrt(10) ¦ e
        ½ ¦ s ¦ 1/2 ¦ e
        −¾ ¦ s ¦ -3/4 ¦ e
        2·3 ¦ s ¦ 6 ¦ e
        2×3 ¦ s ¦ 6 ¦ e
        6÷4 ¦ s ¦ 3/2 ¦ e
        0.5 + sqrt(2) ¦ s ¦ 1/2 + sqrt(2) ¦ m
        e^14/(e^14+e^12+e^{-7}) ¦ s ¦ exp(14)/(exp(14)+exp(12)+exp(-7)) ¦ e ¦ e^14/(e^14 + e^12 + e^(−7))
        1/(1+e^-2) ¦ s ¦ 1/(1+exp(-2)) ¦ e
        tanh(1/2) ¦ s ¦ tanh(1/2) ¦ e
        ln(2) ¦ s ¦ ln(2) ¦ e
        log(2)/2 ¦ s ¦ ln(2)/2 ¦ e
        sigmoid(1) ¦ s ¦ 1/(1+exp(-1)) ¦ e
        Fraction(1, 3) ¦ s ¦ 1/3 ¦ e
        np.float64(0.25) ¦ s ¦ 1/4 ¦ 2.2
        tensor(0.8808) ¦ s ¦ 8808/10000 ¦ 4.4
        tensor(0.8808, dtype=torch.float64) ¦ s ¦ 8808/10000 ¦ 4.4
        tensor(0.8808, device='cuda:0', grad_fn=<SumBackward0>) ¦ s ¦ 8808/10000 ¦ 4.4
        １．５ ¦ s ¦ 3/2 ¦ 1.2
        （１＋２）／３ ¦ s ¦ 1 ¦ e
        𝑒² ¦ s ¦ exp(2) ¦ e
        """#

    private static let latex = #"""
        \frac{1}{2} ¦ s ¦ 1/2 ¦ e ¦ 1/2
        \dfrac{1}{2} ¦ s ¦ 1/2 ¦ e
        \tfrac12 ¦ s ¦ 1/2 ¦ e
        -\frac{3}{4} ¦ s ¦ -3/4 ¦ e
        $\frac{1}{2}$ ¦ s ¦ 1/2 ¦ e
        $$\frac{1}{2}$$ ¦ s ¦ 1/2 ¦ e
        \(\frac{1}{2}\) ¦ s ¦ 1/2 ¦ e
        \[ \frac{1}{2} \] ¦ s ¦ 1/2 ¦ e
        \[ \frac{1}{2}. \] ¦ s ¦ 1/2 ¦ e
        $\frac{1}{2}$. ¦ s ¦ 1/2 ¦ e
        \begin{equation*} \frac{1}{2} \end{equation*} ¦ s ¦ 1/2 ¦ e
        \displaystyle \frac{1}{2} ¦ s ¦ 1/2 ¦ e
        $1/2$ ¦ s ¦ 1/2 ¦ e
        $e$ ¦ s ¦ exp(1) ¦ e
        e^{\frac{14}{\sqrt{3}}} ¦ s ¦ exp(14/sqrt(3)) ¦ e
        \mathrm{e}^{2} ¦ s ¦ exp(2) ¦ e
        {\rm e}^2 ¦ s ¦ exp(2) ¦ e
        \exp(2) ¦ s ¦ exp(2) ¦ e
        \exp\left(\frac{1}{2}\right) ¦ s ¦ exp(1/2) ¦ e
        \sqrt{2} ¦ s ¦ sqrt(2) ¦ e
        \sqrt2 ¦ s ¦ sqrt(2) ¦ e
        \sqrt(2) ¦ s ¦ sqrt(2) ¦ e
        \sqrt[3]{10} ¦ s ¦ cbrt(10) ¦ e
        \frac{3\sqrt{3}}{2} ¦ s ¦ 3 sqrt(3)/2 ¦ e
        \frac{e^{14}}{e^{14}+e^{12}+e^{-7}} ¦ s ¦ exp(14)/(exp(14)+exp(12)+exp(-7)) ¦ e
        2 \cdot 3 ¦ s ¦ 6 ¦ e
        2 \times 3 ¦ s ¦ 6 ¦ e
        2\,\cdot\;3 ¦ s ¦ 6 ¦ e
        6 \div 4 ¦ s ¦ 3/2 ¦ e
        2\pi ¦ s ¦ 2 pi ¦ e
        \pi ¦ s ¦ pi ¦ e
        \tanh\left(\frac12\right) ¦ s ¦ tanh(1/2) ¦ e
        \ln 2 ¦ s ¦ ln(2) ¦ e
        \sqrt{2}\,{} ¦ s ¦ sqrt(2) ¦ e
        {}-\frac12 ¦ s ¦ -1/2 ¦ e
        0.5~\quad ¦ s ¦ 1/2 ¦ 1.1
        \boxed{\frac{1}{2}} ¦ s ¦ 1/2 ¦ e
        \frac{sqrt(3)}{2} ¦ s ¦ sqrt(3)/2 ¦ e
        \frac{1}{2} + exp(2) ¦ s ¦ 1/2 + exp(2) ¦ e
        \frac{√3}{2} ¦ s ¦ sqrt(3)/2 ¦ e
        2\cdot√10 ¦ s ¦ 2 sqrt(10) ¦ e
        \frac{e²}{½} ¦ s ¦ 2 exp(2) ¦ e
        $2.694e-7$ ¦ s ¦ 2694/10^10 ¦ 10.4
        $-1.5x10^{-3}$ ¦ s ¦ -15/10000 ¦ 4.2
        \begin{pmatrix} 1 \\ 2 \end{pmatrix} ¦ c2 ¦ 1; 2 ¦ e ¦ [1; 2]
        \begin{bmatrix} 1 \\ 2 \\ \end{bmatrix} ¦ c2 ¦ 1; 2 ¦ e
        \begin{bmatrix} 0.1 & 0.2 \end{bmatrix} ¦ r2 ¦ 1/10; 2/10 ¦ 1.1 ¦ [[0.1, 0.2]]
        \begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix} ¦ m2x2 ¦ 1; 2; 3; 4 ¦ e ¦ [1, 2; 3, 4]
        \begin{bmatrix} 1 & 2 \\[4pt] 3 & 4 \end{bmatrix} ¦ m2x2 ¦ 1; 2; 3; 4 ¦ e
        \left(\begin{array}{cc} 1 & 2 \\ 3 & 4 \end{array}\right) ¦ m2x2 ¦ 1; 2; 3; 4 ¦ e
        \left[\begin{array}{c} 1 \\ 2 \end{array}\right] ¦ c2 ¦ 1; 2 ¦ e
        \left(\begin{smallmatrix} 1 \\ 2 \end{smallmatrix}\right) ¦ c2 ¦ 1; 2 ¦ e
        \begin{pmatrix} 1 \\ 2 \end{pmatrix}^T ¦ r2 ¦ 1; 2 ¦ e
        \begin{pmatrix} 1 & 2 \end{pmatrix}^\top ¦ c2 ¦ 1; 2 ¦ e
        \begin{pmatrix} 1 & 2 \end{pmatrix}^{\mathsf{T}} ¦ c2 ¦ 1; 2 ¦ e
        \begin{pmatrix} 1 & 2 \end{pmatrix}^\mathsf{T} ¦ c2 ¦ 1; 2 ¦ e
        \begin{pmatrix} 1 & 2 \end{pmatrix}^\intercal ¦ c2 ¦ 1; 2 ¦ e
        \begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}^{T} ¦ m2x2 ¦ 1; 3; 2; 4 ¦ e
        \begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}' ¦ m2x2 ¦ 1; 3; 2; 4 ¦ e
        (1, 2)^\top ¦ v2 ¦ 1; 2 ¦ e
        \left(\frac{1}{2}, \frac{1}{3}\right) ¦ v2 ¦ 1/2; 1/3 ¦ e
        \left[0.5,\ 0.25\right] ¦ v2 ¦ 1/2; 1/4 ¦ 1.1; 2.2
        \langle 1, 2, 3 \rangle ¦ v3 ¦ 1; 2; 3 ¦ e
        \frac{1}{3} \begin{pmatrix} 1 \\ 2 \end{pmatrix} ¦ c2 ¦ 1/3; 2/3 ¦ e
        \frac{1}{e+1} (e, 1) ¦ v2 ¦ exp(1)/(exp(1)+1); 1/(exp(1)+1) ¦ e
        \frac{1}{3} \cdot \begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix} ¦ m2x2 ¦ 1/3; 2/3; 1; 4/3 ¦ e
        -\begin{pmatrix} 1 \\ 2 \end{pmatrix} ¦ c2 ¦ -1; -2 ¦ e
        \begin{pmatrix} \hphantom{-}1 \\ -2 \end{pmatrix} ¦ c2 ¦ 1; -2 ¦ e
        \mathbf{z} = \begin{pmatrix} 1 \\ 2 \end{pmatrix} ¦ c2 ¦ 1; 2 ¦ e
        z = \frac{1}{2} = 0.5 ¦ s ¦ 1/2 ¦ e ¦ 1/2
        p_1 = \frac{e}{e+1} \approx 0.731 ¦ s ¦ exp(1)/(exp(1)+1) ¦ e
        $p_1 = 0.25$, $p_2 = 0.75$ ¦ v2 ¦ 1/4; 3/4 ¦ 2.2
        $\frac{1}{4}$, $\frac{3}{4}$ ¦ v2 ¦ 1/4; 3/4 ¦ e
        \begin{pmatrix} 1/2 \approx 0.5 \\ 1/3 \approx 0.333 \end{pmatrix} ¦ c2 ¦ 1/2; 1/3 ¦ e
        \hat{z} \coloneqq 0.5 ¦ s ¦ 1/2 ¦ 1.1
        """#

    private static let lists = #"""
        (0.465, 0.035, 0.465, 0.035) ¦ v4 ¦ 465/1000; 35/1000; 465/1000; 35/1000 ¦ 3.3; 3.2; 3.3; 3.2 ¦ [0.465, 0.035, 0.465, 0.035]
        [0.1, 0.2] ¦ v2 ¦ 1/10; 2/10 ¦ 1.1
        [0.1,0.2] ¦ v2 ¦ 1/10; 2/10 ¦ 1.1
        [1,2] ¦ v2 ¦ 1; 2 ¦ e
        (1,2,3) ¦ v3 ¦ 1; 2; 3 ¦ e
        [[1, 2], [3, 4]] ¦ m2x2 ¦ 1; 2; 3; 4 ¦ e
        [[1, 2]] ¦ r2 ¦ 1; 2 ¦ e
        [[1], [2]] ¦ c2 ¦ 1; 2 ¦ e
        [1, 2; 3, 4] ¦ m2x2 ¦ 1; 2; 3; 4 ¦ e
        [1 2; 3 4] ¦ m2x2 ¦ 1; 2; 3; 4 ¦ e ¦ [1, 2; 3, 4]
        [1 -2] ¦ v2 ¦ 1; -2 ¦ e ¦ [1, −2]
        [1 - 2] ¦ v1 ¦ -1 ¦ e
        [1; 2] ¦ c2 ¦ 1; 2 ¦ e
        \begin{pmatrix} 2\pi \\ 3 \end{pmatrix} ¦ c2 ¦ 2 pi; 3 ¦ e ¦ [2·π; 3]
        [1, 2]' ¦ v2 ¦ 1; 2 ¦ e
        [1, 2].' ¦ v2 ¦ 1; 2 ¦ e
        [1; 2]' ¦ r2 ¦ 1; 2 ¦ e
        [1 2; 3 4]' ¦ m2x2 ¦ 1; 3; 2; 4 ¦ e
        [1, 2]^T ¦ v2 ¦ 1; 2 ¦ e
        [1, 2]ᵀ ¦ v2 ¦ 1; 2 ¦ e
        (1, 2)^T ¦ v2 ¦ 1; 2 ¦ e
        [1, 2]^{T} ¦ v2 ¦ 1; 2 ¦ e
        [1/2 1/3] ¦ v2 ¦ 1/2; 1/3 ¦ e
        [1 2 3]; ¦ v3 ¦ 1; 2; 3 ¦ e
        <1, 2, 3> ¦ v3 ¦ 1; 2; 3 ¦ e
        ⟨1, 2⟩ ¦ v2 ¦ 1; 2 ¦ e
        1, 2, 3 ¦ v3 ¦ 1; 2; 3 ¦ e ¦ [1, 2, 3]
        1; 2; 3 ¦ v3 ¦ 1; 2; 3 ¦ e
        1,2,3 ¦ v3 ¦ 1; 2; 3 ¦ e
        0.5,0.25 ¦ v2 ¦ 1/2; 1/4 ¦ 1.1; 2.2
        0.1 0.2 0.7 ¦ v3 ¦ 1/10; 2/10; 7/10 ¦ 1.1
        1/2, 1/3 ¦ v2 ¦ 1/2; 1/3 ¦ e
        (1; 2; 3) ¦ v3 ¦ 1; 2; 3 ¦ e
        0.1⏎0.2⏎0.7 ¦ v3 ¦ 1/10; 2/10; 7/10 ¦ 1.1
        1 2⏎3 4 ¦ m2x2 ¦ 1; 2; 3; 4 ¦ e
        1⇥2⏎3⇥4 ¦ m2x2 ¦ 1; 2; 3; 4 ¦ e
        1⇥-2⏎3⇥-4 ¦ m2x2 ¦ 1; -2; 3; -4 ¦ e
        z⇥=⇥1 ¦ s ¦ 1 ¦ e
        e^2 -1 ¦ s ¦ exp(2) - 1 ¦ e
        1, 2; 3, 4 ¦ m2x2 ¦ 1; 2; 3; 4 ¦ e
        [1, 2]⏎[3, 4] ¦ m2x2 ¦ 1; 2; 3; 4 ¦ e
        [1, 2⏎ 3, 4] ¦ m2x2 ¦ 1; 2; 3; 4 ¦ e
        [0.465 0.035] ¦ v2 ¦ 465/1000; 35/1000 ¦ 3.3; 3.2
        [ 0.5  -0.25] ¦ v2 ¦ 1/2; -1/4 ¦ 1.1; 2.2
        [1. 2.] ¦ v2 ¦ 1; 2 ¦ 0.1
        [[ 1. 2.]⏎ [ 3. 4.]] ¦ m2x2 ¦ 1; 2; 3; 4 ¦ 0.1
        [[1. 2.] [3. 4.]] ¦ m2x2 ¦ 1; 2; 3; 4 ¦ 0.1
        [1.000e+00 2.694e-07] ¦ v2 ¦ 1; 2694/10^10 ¦ 3.4; 10.4
        [1.e-03 2.e+00] ¦ v2 ¦ 1/1000; 2 ¦ 3.1; 0.1
        [0.1 0.2 0.3 0.4⏎ 0.5] ¦ v5 ¦ 1/10; 2/10; 3/10; 4/10; 5/10 ¦ 1.1
        [[0.1 0.2⏎  0.3 0.4]⏎ [0.5 0.6⏎  0.7 0.8]] ¦ m2x4 ¦ 1/10; 2/10; 3/10; 4/10; 5/10; 6/10; 7/10; 8/10 ¦ 1.1
        array([0.1, 0.2]) ¦ v2 ¦ 1/10; 2/10 ¦ 1.1
        np.array([[1, 2], [3, 4]]) ¦ m2x2 ¦ 1; 2; 3; 4 ¦ e
        np.array([[1, 2], [3, 4]]).T ¦ m2x2 ¦ 1; 3; 2; 4 ¦ e
        array([[0.1, 0.2],⏎       [0.3, 0.4]], dtype=float32) ¦ m2x2 ¦ 1/10; 2/10; 3/10; 4/10 ¦ 1.1
        tensor([0.1000, 0.9000], dtype=torch.float64) ¦ v2 ¦ 1/10; 9/10 ¦ 4.4
        torch.tensor([0.1, 0.9]) ¦ v2 ¦ 1/10; 9/10 ¦ 1.1
        tensor([[1., 2.],⏎        [3., 4.]], grad_fn=<MmBackward0>) ¦ m2x2 ¦ 1; 2; 3; 4 ¦ 0.1
        [np.float64(0.1), np.float64(0.9)] ¦ v2 ¦ 1/10; 9/10 ¦ 1.1
        [0.1, 0.9,] ¦ v2 ¦ 1/10; 9/10 ¦ 1.1
        (0.1, 0.9,) ¦ v2 ¦ 1/10; 9/10 ¦ 1.1
        [np.exp(2), math.sqrt(2)] ¦ v2 ¦ exp(2); sqrt(2) ¦ e
        [46.5 %, 3.5 %, 50 %] ¦ v3 ¦ 465/1000; 35/1000; 1/2 ¦ 3.3; 3.2; 2.2
        [46.5% 3.5%] ¦ v2 ¦ 465/1000; 35/1000 ¦ 3.3; 3.2
        [1/3, 0.333, e, √2, 50 %] ¦ v5 ¦ 1/3; 333/1000; exp(1); sqrt(2); 1/2 ¦ e; 3.3; e; e; 2.2
        [1, 2]/3 ¦ v2 ¦ 1/3; 2/3 ¦ e
        2 [1, 2] ¦ v2 ¦ 2; 4 ¦ e
        1/3 * [1, 2] ¦ v2 ¦ 1/3; 2/3 ¦ e
        (1/3) (1, 2) ¦ v2 ¦ 1/3; 2/3 ¦ e
        -[1, 2] ¦ v2 ¦ -1; -2 ¦ e
        [5] ¦ v1 ¦ 5 ¦ e
        p_1 = 0.5, p_2 = 0.25, p_3 = 0.25 ¦ v3 ¦ 1/2; 1/4; 1/4 ¦ 1.1; 2.2; 2.2 ¦ [0.5, 0.25, 0.25]
        p_2 = 0.25, p_1 = 0.75 ¦ v2 ¦ 3/4; 1/4 ¦ 2.2
        p1 = 0.25; p2 = 0.75 ¦ v2 ¦ 1/4; 3/4 ¦ 2.2
        p₁ = 0.25⏎p₂ = 0.75 ¦ v2 ¦ 1/4; 3/4 ¦ 2.2
        p_0 = 0.25, p_1 = 0.75 ¦ v2 ¦ 1/4; 3/4 ¦ 2.2
        p_1: 0.25, p_2: 0.75 ¦ v2 ¦ 1/4; 3/4 ¦ 2.2
        a_{1,1} = 1, a_{1,2} = 2, a_{2,1} = 3, a_{2,2} = 4 ¦ m2x2 ¦ 1; 2; 3; 4 ¦ e
        p_1 = 1/3 ≈ 0.333, p_2 = 2/3 ≈ 0.667 ¦ v2 ¦ 1/3; 2/3 ¦ e
        """#

    private static let compact = #"""
        [[14,12,-1],[12,21,-8],[-1,-8,13]] ¦ m3x3 ¦ 14; 12; -1; 12; 21; -8; -1; -8; 13 ¦ e ¦ [14, 12, −1; 12, 21, −8; −1, −8, 13]
        [1,2;3,4] ¦ m2x2 ¦ 1; 2; 3; 4 ¦ e ¦ [1, 2; 3, 4]
        [0,1;1,0] ¦ m2x2 ¦ 0; 1; 1; 0 ¦ e
        [-1,2;3,4] ¦ m2x2 ¦ -1; 2; 3; 4 ¦ e
        [14,12,-1;12,21,-8;-1,-8,13] ¦ m3x3 ¦ 14; 12; -1; 12; 21; -8; -1; -8; 13 ¦ e ¦ [14, 12, −1; 12, 21, −8; −1, −8, 13]
        array([[14,12,-1],[12,21,-8]]) ¦ m2x3 ¦ 14; 12; -1; 12; 21; -8 ¦ e
        ((14,12,-1),(12,21,-8)) ¦ m2x3 ¦ 14; 12; -1; 12; 21; -8 ¦ e
        14,12,-1 ¦ v3 ¦ 14; 12; -1 ¦ e ¦ [14, 12, −1]
        14,12,−1 ¦ v3 ¦ 14; 12; -1 ¦ e
        14,12,-1;12,21,-8 ¦ m2x3 ¦ 14; 12; -1; 12; 21; -8 ¦ e
        14,12,-1⏎12,21,-8 ¦ m2x3 ¦ 14; 12; -1; 12; 21; -8 ¦ e
        z = [14,12,-1] ¦ v3 ¦ 14; 12; -1 ¦ e
        [[0,0,.5],[.25,0,-1]] ¦ m2x3 ¦ 0; 0; 1/2; 1/4; 0; -1 ¦ e; e; 1.1; 2.2; e; e
        np.array([[0,0,.5],[.25,0,-1]]) ¦ m2x3 ¦ 0; 0; 1/2; 1/4; 0; -1 ¦ e; e; 1.1; 2.2; e; e
        [0,1/4;0,0;1/2,-1]^T ¦ m2x3 ¦ 0; 0; 1/2; 1/4; 0; -1 ¦ e
        (1/4)*[0,0,2;1,0,-4] ¦ m2x3 ¦ 0; 0; 1/2; 1/4; 0; -1 ¦ e
        [100,200,300] ¦ v3 ¦ 100; 200; 300 ¦ e
        [[1,2],[3,4]] ¦ m2x2 ¦ 1; 2; 3; 4 ¦ e
        $[14,12,-1]^\top$ ¦ v3 ¦ 14; 12; -1 ¦ e
        (0,0,0.5; 0.25,0,-1) ¦ m2x3 ¦ 0; 0; 1/2; 1/4; 0; -1 ¦ e; e; 1.1; 2.2; e; e ¦ [0, 0, 0.5; 0.25, 0, −1]
        (1, 2; 3, 4) ¦ m2x2 ¦ 1; 2; 3; 4 ¦ e
        [0 0 .5; .25 0 -1] ¦ m2x3 ¦ 0; 0; 1/2; 1/4; 0; -1 ¦ e; e; 1.1; 2.2; e; e
        [0 .5] ¦ v2 ¦ 0; 1/2 ¦ e; 1.1
        14 12 -1⏎12 21 -8 ¦ m2x3 ¦ 14; 12; -1; 12; 21; -8 ¦ e ¦ [14, 12, −1; 12, 21, −8]
           14    12    -1⏎   12    21    -8⏎   -1    -8    13⏎ ¦ m3x3 ¦ 14; 12; -1; 12; 21; -8; -1; -8; 13 ¦ e
        {3, 4} ¦ v2 ¦ 3; 4 ¦ e ¦ [3, 4]
        \{3, 4\} ¦ v2 ¦ 3; 4 ¦ e
        \left\{3, 4\right\} ¦ v2 ¦ 3; 4 ¦ e
        [3.54\ 1.41\ 0] ¦ v3 ¦ 354/100; 141/100; 0 ¦ 2.3; 2.3; e ¦ [3.54, 1.41, 0]
        [3.54\;1.41\;0] ¦ v3 ¦ 354/100; 141/100; 0 ¦ 2.3; 2.3; e
        3.54 \quad 1.41 \quad 0 ¦ v3 ¦ 354/100; 141/100; 0 ¦ 2.3; 2.3; e
        \begin{pmatrix} 1 & 2 \end{pmatrix}^{\mathsf T} ¦ c2 ¦ 1; 2 ¦ e
        (1, 2)^\mathsf T ¦ v2 ¦ 1; 2 ¦ e
        \begin{bmatrix*} 1 & 2 \\ 3 & 4 \end{bmatrix*} ¦ m2x2 ¦ 1; 2; 3; 4 ¦ e
        \begin{pmatrix*}[r] 1 & -2 \\ 3 & 4 \end{pmatrix*} ¦ m2x2 ¦ 1; -2; 3; 4 ¦ e
        p_1 = p_3 = 0.4654, p_2 = p_4 = 0.0346 ¦ v4 ¦ 4654/10000; 346/10000; 4654/10000; 346/10000 ¦ 4.4; 4.3; 4.4; 4.3 ¦ [0.4654, 0.0346, 0.4654, 0.0346]
        p_1 = p_2 = 1/2 ¦ v2 ¦ 1/2; 1/2 ¦ e
        p_1 = p_2 = 1/4 = 0.25, p_3 = 0.5 ¦ v3 ¦ 1/4; 1/4; 1/2 ¦ e; e; 1.1
        """#

    private static let chains = #"""
        z = (1, 2) ¦ v2 ¦ 1; 2 ¦ e ¦ [1, 2]
        z = [1 2; 3 4] ¦ m2x2 ¦ 1; 2; 3; 4 ¦ e
        z: (1, 2) ¦ v2 ¦ 1; 2 ¦ e
        z := (1, 2) ¦ v2 ¦ 1; 2 ¦ e
        z ≈ (0.25, 0.75) ¦ v2 ¦ 1/4; 3/4 ¦ 2.2
        z = 1, 2, 3 ¦ v3 ¦ 1; 2; 3 ¦ e
        z_1 = 0.5 ¦ s ¦ 1/2 ¦ 1.1
        z^T = (1, 2) ¦ v2 ¦ 1; 2 ¦ e
        = 0.5 ¦ s ¦ 1/2 ¦ 1.1
        ≈ 0.5 ¦ s ¦ 1/2 ¦ 1.1
        ~0.5 ¦ s ¦ 1/2 ¦ 1.1
        p = softmax(s) = (0.25, 0.75) ¦ v2 ¦ 1/4; 3/4 ¦ 2.2
        z = X^T p = (1, 2) ¦ v2 ¦ 1; 2 ¦ e
        z = (z_1, z_2) = (1, 2) ¦ v2 ¦ 1; 2 ¦ e
        1/3 = 0.333 ¦ s ¦ 1/3 ¦ e ¦ 1/3
        1/3 ≈ 0.33 ≈ 0.3 ¦ s ¦ 1/3 ¦ e
        0.3333 ≈ 0.33 ¦ s ¦ 3333/10000 ¦ 4.4
        0.33 ≈ 0.3333 ¦ s ¦ 3333/10000 ¦ 4.4
        2/3 ≈ 0.667 ¦ s ¦ 2/3 ¦ e
        2/3 ≈ 0.666 ¦ s ¦ 2/3 ¦ e
        -2/3 ≈ -0.666 ¦ s ¦ -2/3 ¦ e
        2/4 = 1/2 ¦ s ¦ 1/2 ¦ e ¦ 1/2
        e^2 ≈ 7.389 ¦ s ¦ exp(2) ¦ e
        e ≈ 2.718 ¦ s ¦ exp(1) ¦ e
        50 % = 0.5 ¦ s ¦ 1/2 ¦ 2.2
        (1/3, 2/3) ≈ (0.33, 0.67) ¦ v2 ¦ 1/3; 2/3 ¦ e
        [1; 2] = (1, 2) ¦ v2 ¦ 1; 2 ¦ e
        1/2 + 1/3 = 5/6 ¦ s ¦ 5/6 ¦ e
        """#

    private static let decimalCommas = #"""
        0,5 ¦ s ¦ 1/2 ¦ 1.1 ¦ 0.5
        -0,465 ¦ s ¦ -465/1000 ¦ 3.3
        1,054 ¦ s ¦ 1054/1000 ¦ 3.4 ¦ 1.054
        0.465 ¦ s ¦ 465/1000 ¦ 3.3
        0,5; 0,25 ¦ v2 ¦ 1/2; 1/4 ¦ 1.1; 2.2
        0,5, 0,25 ¦ v2 ¦ 1/2; 1/4 ¦ 1.1; 2.2
        (0,5; 0,25) ¦ v2 ¦ 1/2; 1/4 ¦ 1.1; 2.2
        (0,5, 1; 0,25, 2) ¦ m2x2 ¦ 1/2; 1; 1/4; 2 ¦ 1.1; e; 2.2; e
        (0,5, 0,25) ¦ v2 ¦ 1/2; 1/4 ¦ 1.1; 2.2
        [0,5; 0,25] ¦ v2 ¦ 1/2; 1/4 ¦ 1.1; 2.2
        [0,5 0,25] ¦ v2 ¦ 1/2; 1/4 ¦ 1.1; 2.2
        [0,5 0,25; 1 2] ¦ m2x2 ¦ 1/2; 1/4; 1; 2 ¦ 1.1; 2.2; e; e
        [[0,5, 0,25], [1, 2]] ¦ m2x2 ¦ 1/2; 1/4; 1; 2 ¦ 1.1; 2.2; e; e
        1,5*10^-3 ¦ s ¦ 15/10000 ¦ 4.2
        1,5e-3 ¦ s ¦ 15/10000 ¦ 4.2
        46,5 % ¦ s ¦ 465/1000 ¦ 3.3
        0{,}5 \cdot 3 ¦ s ¦ 3/2 ¦ m
        \begin{pmatrix} 0,5 \\ 0{,}25 \end{pmatrix} ¦ c2 ¦ 1/2; 1/4 ¦ 1.1; 2.2
        $(0,5; 0,25)$ ¦ v2 ¦ 1/2; 1/4 ¦ 1.1; 2.2
        1/3 ≈ 0,333 ¦ s ¦ 1/3 ¦ e
        p_1 = 0,25; p_2 = 0,75 ¦ v2 ¦ 1/4; 3/4 ¦ 2.2
        """#

    @Test(arguments: [numbers, latex, lists, compact, chains].flatMap { AnswerRow.rows($0) })
    func isReadAsItIsMeant(_ row: AnswerRow) throws { try row.check() }

    @Test(arguments: AnswerRow.rows(decimalCommas))
    func decimalCommaIsReadWhereDeclared(_ row: AnswerRow) throws { try row.check(AnswerOptions(decimalComma: true)) }

    @Test func theTablesAreLarge() {
        let rows = [Self.numbers, Self.latex, Self.lists, Self.chains, Self.decimalCommas].flatMap {
            AnswerRow.rows($0)
        }
        #expect(rows.count >= 150)
    }

    @Test(arguments: ["", " ", "\n\t ", "\u{A0}", "\u{FEFF}", "?", "-", "–", "n/a", "N/A", "…", "???", "[]", "$$"])
    func nothingIsNoAnswer(_ text: String) {
        #expect(AnswerReader.isUnanswered(text))
        #expect(throws: UnreadableAnswer.self) { try AnswerReader().read(text) }
    }

    @Test(arguments: ["0", "e", "-1", "1?", "x"]) func somethingIsAnAnswer(_ text: String) {
        #expect(!AnswerReader.isUnanswered(text))
    }

    @Test func whatIsReadOtherwiseThanItLooksIsTold() throws {
        #expect(try AnswerReader().read("2e+1").notes == ["‘2e+1’ was read as 20."])
        #expect(try AnswerReader().read("-2e+1").notes == ["‘-2e+1’ was read as −20."])
        #expect(try AnswerReader().read("(50 %, 0.5)").notes == ["50 % was read as 0.50."])
        #expect(try AnswerReader().read("1/2 = 0.5").notes == ["Of the values given, which agree, 1/2 counts."])
        #expect(
            try AnswerReader().read("p_2 = 0.25, p_1 = 0.75").notes
                == ["The entries were put in the order of their indices."])
        #expect(try AnswerReader().read("(0.465, 1/3, e^2)").notes.isEmpty)
    }
}
