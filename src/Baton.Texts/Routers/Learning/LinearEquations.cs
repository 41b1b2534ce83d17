namespace Baton.Texts.Routers.Learning;

/// <summary>Small systems of linear equations with a symmetric, positive definite matrix.</summary>
internal static class LinearEquations
{
    /// <summary>Solves by Cholesky's decomposition; the right side becomes the solution.</summary>
    /// <param name="matrix">The matrix, row by row.</param>
    /// <param name="right">The right side.</param>
    public static void Solve(double[] matrix, double[] right)
    {
        var size = right.Length;
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = matrix[(i * size) + j];
                for (var k = 0; k < j; k++)
                    sum -= matrix[(i * size) + k] * matrix[(j * size) + k];
                matrix[(i * size) + j] = i == j ? Math.Sqrt(Math.Max(sum, 1e-12)) : sum / matrix[(j * size) + j];
            }
        }

        for (var i = 0; i < size; i++)
        {
            for (var k = 0; k < i; k++)
                right[i] -= matrix[(i * size) + k] * right[k];
            right[i] /= matrix[(i * size) + i];
        }

        for (var i = size - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < size; k++)
                right[i] -= matrix[(k * size) + i] * right[k];
            right[i] /= matrix[(i * size) + i];
        }
    }
}
